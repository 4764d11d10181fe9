package io.instagramoperator.gateway.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    private static final Account ACME = account("17841405822304914", "acme");
    private static final Account SHOP = account("2", "shop");
    private static final Map<String, Account> TABLE = Map.of(ACME.instagramId(), ACME, SHOP.instagramId(), SHOP);

    @Test
    void givesEachAccountItsEntriesInOrderAndByteForByte() {
        // Given
        String body = """
                {"object":"instagram","entry":[
                  {"id":"2", "messaging":[ {"message":{"text":"caf\\u00e9"}} ]},
                  {"id":17841405822304914,"time":1.0e3},
                  {"id":"2","messaging":[]}]}""";

        // When
        Plan plan = plan(body);

        // Then
        assertThat(plan.parts())
                .extracting(Part::account, part -> new String(Part.body(List.of(part)), UTF_8))
                .containsExactly(
                        tuple(
                                SHOP,
                                "{\"object\":\"instagram\",\"entry\":["
                                        + "{\"id\":\"2\", \"messaging\":[ {\"message\":{\"text\":\"caf\\u00e9\"}} ]},"
                                        + "{\"id\":\"2\",\"messaging\":[]}]}"),
                        tuple(
                                ACME,
                                "{\"object\":\"instagram\",\"entry\":[{\"id\":17841405822304914,\"time\":1.0e3}]}"));
        assertThat(plan.unknown()).isEmpty();
        assertThat(plan.unreadable()).isZero();
    }

    @Test
    void namesTheAccountsThatAreNotInTheTable() {
        // When
        Plan plan = plan("""
                {"object":"instagram","entry":[{"id":"3"},{"id":"2"},{"id":"03"},{"id":"3"},{"id":"0"}]}""");

        // Then
        assertThat(plan.parts()).extracting(Part::account).containsExactly(SHOP);
        assertThat(plan.unknown()).containsExactly("3", "03", "3", "0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // An entry that names somebody else, or nobody
                "{'id':'3','messaging':[{'sender':{'id':'9'},'recipient':{'id':'2'}}]} | shop",
                "{'messaging':[{'sender':{'id':'2'},'recipient':{'id':'9'},'message':{'is_echo':true}}]} | shop",
                "{'id':'3','standby':[{'sender':{'id':'9'},'recipient':{'id':2}}]} | shop",
                "{'id':'3','changes':[{'field':'messages','value':{'sender':{'id':'9'},'recipient':{'id':'2'}}}]} | shop",
                // The account that is named counts alone
                "{'id':'17841405822304914','messaging':[{'sender':{'id':'9'},'recipient':{'id':'2'}}]} | acme",
            })
    void givesAnEntryOfAnUnknownAccountToWhomItsUpdatesBelong(String entry, String owner) {
        // When
        Plan plan = plan("{\"object\":\"instagram\",\"entry\":[" + entry.replace('\'', '"') + "]}");

        // Then
        assertThat(plan.parts())
                .extracting(part -> part.account().name(), part -> new String(Part.body(List.of(part)), UTF_8))
                .containsExactly(
                        tuple(owner, "{\"object\":\"instagram\",\"entry\":[" + entry.replace('\'', '"') + "]}"));
        assertThat(plan.unknown()).isEmpty();
        assertThat(plan.unreadable()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"entry\":[{}, 17, {\"id\":null}]} | 3",
                "{\"entry\":[{\"id\":\"<script>\"}, {\"id\":\"123456789012345678901234567890123\"}]} | 2",
                "{\"entry\":[]} | 1",
                "not json | 1",
                "{\"entry\":[{\"id\":\"2\"}]} trailing | 1",
                "[{\"entry\":[]}, 17] | 2",
            })
    void countsWhatBelongsToNoAccount(String body, int unreadable) {
        // When
        Plan plan = plan(body);

        // Then
        assertThat(plan.parts()).isEmpty();
        assertThat(plan.unknown()).isEmpty();
        assertThat(plan.unreadable()).isEqualTo(unreadable);
    }

    @Test
    void leavesItToTheReceiverWhatAnUnknownObjectMeans() {
        assertThat(plan("{\"object\":\"page\",\"entry\":[{\"id\":\"2\"}]}").parts())
                .extracting(part -> new String(Part.body(List.of(part)), UTF_8))
                .containsExactly("{\"object\":\"page\",\"entry\":[{\"id\":\"2\"}]}");
    }

    @Test
    void keepsEntriesOfDifferentObjectsApart() {
        assertThat(
                        plan("[{\"object\":\"page\",\"entry\":[{\"id\":\"2\"}]},{\"object\":\"x\",\"entry\":[{\"id\":\"2\"}]}]")
                                .parts())
                .extracting(part -> new String(Part.body(List.of(part)), UTF_8))
                .isEqualTo(List.of(
                        "{\"object\":\"page\",\"entry\":[{\"id\":\"2\"}]}",
                        "{\"object\":\"x\",\"entry\":[{\"id\":\"2\"}]}"));
    }

    private static Plan plan(String body) {
        return Plan.of(body.getBytes(UTF_8), TABLE);
    }

    private static Account account(String id, String name) {
        return new Account(
                id, name, URI.create("http://" + name + "-receiver.social.svc:8080/webhooks/social/" + name));
    }
}
