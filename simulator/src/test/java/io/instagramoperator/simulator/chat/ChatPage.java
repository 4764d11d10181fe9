package io.instagramoperator.simulator.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.instagramoperator.simulator.SimulatedAccount;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The chat page in a Chromium without a window, as a person sees and uses it. */
final class ChatPage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ChromeDriver chromium;

    private ChatPage(ChromeDriver chromium) {
        this.chromium = chromium;
    }

    /** Starts a browser. Where there is none, the test is skipped. */
    static ChatPage start() {
        Optional<File> browser = program("chromium");
        Optional<File> driver = program("chromedriver");
        assumeTrue(
                browser.isPresent() && driver.isPresent(),
                "skipped: needs chromium and chromedriver (Debian: chromium, chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.orElseThrow());
        options.addArguments(
                "--headless=new",
                // Chromium refuses its sandbox to root, and shared memory is small in containers.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                // Nothing but this machine is reached.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-default-apps",
                "--no-first-run",
                "--no-proxy-server",
                "--window-size=1440,900",
                "--lang=en-US");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.orElseThrow())
                .usingAnyFreePort()
                .build();
        return new ChatPage(new ChromeDriver(service, options));
    }

    private static Optional<File> program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }

    /** Opens the conversation of a customer with an account. */
    void open(URI page, SimulatedAccount account, String customer) {
        chromium.get(page + "#" + account.instagramId() + "/" + customer);
        waitFor("h2", "You are customer " + customer);
    }

    void write(String text) {
        chromium.findElement(By.id("text")).sendKeys(text);
        press("Send");
    }

    /** Presses the last button with this text or label, wherever it is. */
    void press(String label) {
        String quoted = "'" + label + "'";
        By buttons = By.xpath("//button[normalize-space()=%s or @aria-label=%s] | //summary[@aria-label=%s]"
                .formatted(quoted, quoted, quoted));
        await("button " + label).atMost(PATIENCE).ignoreExceptions().until(() -> {
            List<WebElement> shown = chromium.findElements(buttons).stream()
                    .filter(WebElement::isDisplayed)
                    .toList();
            shown.getLast().click();
            return true;
        });
    }

    /** Waits until an element has this text in it. */
    void waitFor(String selector, String text) {
        await(selector + " with " + text).atMost(PATIENCE).untilAsserted(() -> assertThat(texts(selector))
                .anyMatch(shown -> shown.contains(text)));
    }

    /** The texts that are shown in such elements. */
    List<String> texts(String selector) {
        try {
            return chromium.findElements(By.cssSelector(selector)).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (StaleElementReferenceException e) {
            return List.of();
        }
    }

    int count(String selector) {
        return chromium.findElements(By.cssSelector(selector)).size();
    }

    /** What a script would have changed. */
    String title() {
        return chromium.getTitle();
    }

    @Override
    public void close() {
        chromium.quit();
    }
}
