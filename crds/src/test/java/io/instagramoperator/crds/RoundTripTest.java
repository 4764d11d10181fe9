package io.instagramoperator.crds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.EmbeddedStoreSpec;
import io.instagramoperator.crds.pod.LogLevel;
import io.instagramoperator.crds.pod.PodResources;
import io.instagramoperator.crds.pod.PodsSpec;
import io.instagramoperator.crds.subscription.AccountSelector;
import io.instagramoperator.crds.subscription.LabelOperator;
import io.instagramoperator.crds.subscription.LabelRequirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever copies an object by writing and reading it, as the Java Operator SDK does before each reconcile, has the same object again. */
class RoundTripTest {

    static List<Object> valuesWithEmptyFields() {
        return List.of(
                new EmbeddedStoreSpec(new Quantity("2Gi"), ""),
                new GraphSpec("v25.0", ""),
                new PodsSpec(
                        1,
                        "",
                        new PodResources(Map.of(), Map.of()),
                        Map.of(),
                        List.of(),
                        null,
                        List.of(),
                        "",
                        List.of(),
                        Map.of(),
                        Map.of(),
                        LogLevel.INFO),
                new AccountSelector(Map.of(), List.of()),
                new LabelRequirement("team", LabelOperator.EXISTS, List.of()));
    }

    @ParameterizedTest
    @MethodSource("valuesWithEmptyFields")
    void emptyFieldsStayEmpty(Object value) {
        // When
        Object copy = Serialization.unmarshal(Serialization.asJson(value), value.getClass());

        // Then
        assertThat(copy).isEqualTo(value);
    }
}
