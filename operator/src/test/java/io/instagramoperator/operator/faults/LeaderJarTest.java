package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.operator.apiserver.ApiServerTest;
import io.instagramoperator.operator.apiserver.OperatorProcess;
import io.instagramoperator.operator.faults.FaultyProxy.Line;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of two operators one works and the other waits, and there are never two that work. */
@ApiServerTest
class LeaderJarTest {

    @RegisterExtension
    final FaultyLine line = new FaultyLine();

    private String namespace;
    private FaultyProxy firstProxy;
    private FaultyProxy secondProxy;
    private OperatorProcess first;
    private OperatorProcess second;

    @BeforeEach
    void startTwo() {
        namespace = line.server().newNamespace();
        firstProxy = line.proxy();
        first = line.operator(firstProxy, namespace);
        await().until(() -> line.installation().leader().isPresent());
        secondProxy = line.proxy();
        second = line.operator(secondProxy, namespace);
        await().until(() -> second.health("ready") == 200);
    }

    @Test
    void onlyTheLeaderWritesAndAnotherTakesOverWhenItIsKilled() {
        // When
        account("acme").applied().awaitChildren();

        // Then
        assertThat(firstProxy.writes()).isNotEmpty();
        assertThat(secondProxy.writes()).isEmpty();
        assertThat(second.health("ready"))
                .as("the one that waits is ready to take over")
                .isEqualTo(200);

        // When
        first.kill();
        account("later").applied().awaitChildren();

        // Then
        assertThat(secondProxy.writes()).isNotEmpty();
    }

    /** A leader that is killed is waited for until its Lease has run out; one that goes in order says so. */
    @Test
    void aLeaderThatIsStoppedGivesTheLeaseBack() {
        // Given
        String leader = line.installation().leader().orElseThrow();

        // When
        first.stop();

        // Then
        assertThat(line.installation().leader())
                .as("nobody, or already the other one")
                .isNotEqualTo(Optional.of(leader));
        account("acme").applied().awaitChildren();
        assertThat(secondProxy.writes()).isNotEmpty();
    }

    /** Its requests hang, and nobody tells it that it has lost the Lease. */
    @Test
    void aLeaderThatIsCutOffEndsBeforeAnotherLeads() {
        // Given
        account("acme").applied().awaitChildren();
        String leader = line.installation().leader().orElseThrow();

        // When
        firstProxy.line(Line.SILENT);

        // Then
        await().until(() -> !line.installation().leader().orElseThrow().equals(leader));
        assertThat(first.isAlive()).isFalse();
        assertThat(first.log())
                .filteredOn(text -> text.contains("could not be renewed"))
                .hasSize(1);
    }

    /** As when a virtual machine is moved: the process knows nothing of the time that it has lost, but it must not go on where it was. */
    @Test
    void aLeaderThatWasPausedWritesNothingWhenItGoesOn() {
        // Given
        account("acme").applied().awaitChildren();
        String leader = line.installation().leader().orElseThrow();
        first.pause();
        await().until(() -> !line.installation().leader().orElseThrow().equals(leader));
        account("meanwhile").applied().awaitChildren();
        firstProxy.forget();

        // When
        first.resume();

        // Then
        await().until(() -> !first.isAlive());
        assertThat(firstProxy.writes()).isEqualTo(List.of());
    }

    private Account account(String name) {
        return Account.in(namespace, name, line.admin());
    }
}
