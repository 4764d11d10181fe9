package io.instagramoperator.operator.subscription.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    /** As everywhere in Kubernetes: all requirements must hold, and none matches all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                            | true
            { matchLabels: { team: sales } }                                              | true
            { matchLabels: { team: support } }                                            | false
            { matchLabels: { team: sales, muted: "" } }                                   | false
            { matchExpressions: [ { key: team, operator: In, values: [ sales, support ] } ] } | true
            { matchExpressions: [ { key: team, operator: In, values: [ support ] } ] }    | false
            { matchExpressions: [ { key: stage, operator: In, values: [ test ] } ] }      | false
            { matchExpressions: [ { key: team, operator: NotIn, values: [ support ] } ] } | true
            { matchExpressions: [ { key: team, operator: NotIn, values: [ sales ] } ] }   | false
            { matchExpressions: [ { key: stage, operator: NotIn, values: [ test ] } ] }   | true
            { matchExpressions: [ { key: team, operator: Exists } ] }                     | true
            { matchExpressions: [ { key: stage, operator: Exists } ] }                    | false
            { matchExpressions: [ { key: stage, operator: DoesNotExist } ] }              | true
            { matchExpressions: [ { key: team, operator: DoesNotExist } ] }               | false
            { matchLabels: { team: sales }, matchExpressions: [ { key: team, operator: DoesNotExist } ] } | false
            """)
    void bySelector(String selector, boolean matches) {
        assertThat(Selection.matches(EventSubscriptions.selecting(selector), sales("social", "acme")))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"social, acme, true", "social, globex, false", "support, acme, false"})
    void byName(String namespace, String name, boolean matches) {
        assertThat(Selection.matches(EventSubscriptions.crm(), sales(namespace, name)))
                .isEqualTo(matches);
    }

    @Test
    void neverAcrossNamespaces() {
        assertThat(Selection.matches(EventSubscriptions.selecting("{}"), sales("support", "acme")))
                .isFalse();
    }

    @Test
    void anAccountMayHaveNoLabels() {
        assertThat(Selection.matches(
                        EventSubscriptions.selecting("{ matchLabels: { team: sales } }"), Accounts.minimal()))
                .isFalse();
    }

    private static InstagramAccount sales(String namespace, String name) {
        InstagramAccount account = Accounts.minimal();
        account.getMetadata().setNamespace(namespace);
        account.getMetadata().setName(name);
        account.getMetadata().setLabels(Map.of("team", "sales"));
        return account;
    }
}
