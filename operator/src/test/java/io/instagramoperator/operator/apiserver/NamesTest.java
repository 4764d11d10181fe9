package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.instagramoperator.operator.account.desired.ReceiverName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The longest names that an account may have, for which the API server takes every child. */
@ApiServerTest
class NamesTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void longNamesWithTheSameBeginningGiveDifferentChildren() {
        // Given
        TestAccount one = operator.account("a".repeat(62) + "1");
        List<TestAccount> accounts = Stream.of(
                        "a".repeat(62) + "2", "a".repeat(55), "a".repeat(54), "a-" + "-".repeat(60) + "z")
                .map(one::neighbour)
                .toList();

        // When
        List<TestAccount> all = Stream.concat(Stream.of(one), accounts.stream()).toList();
        all.forEach(account -> account.applied(operator.newId()));

        // Then
        assertThat(all).extracting(NamesTest::childName).doesNotHaveDuplicates().allSatisfy(name -> assertThat(name)
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z]([-a-z0-9]*[a-z0-9])?"));
        for (TestAccount account : all) {
            account.awaitCondition("Accepted", "True Accepted");
            account.awaitCondition("Ready", "False Starting");
            List<? extends Class<? extends HasMetadata>> types = TestAccount.CHILDREN;
            assertThat(types).allSatisfy(type -> assertThat(operator.admin()
                            .resources(type)
                            .inNamespace(account.namespace())
                            .withName(childName(account))
                            .get()
                            .getMetadata()
                            .getLabels())
                    .containsEntry("instagram-operator.io/account", account.name()));
        }
        assertThat(operator.admin()
                        .resources(ServiceAccount.class)
                        .inNamespace(one.namespace())
                        .list()
                        .getItems())
                .hasSize(all.size());
    }

    private static String childName(TestAccount account) {
        return ReceiverName.of(new PodBuilder()
                .withNewMetadata()
                .withName(account.name())
                .endMetadata()
                .build());
    }
}
