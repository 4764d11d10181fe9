package io.instagramoperator.operator.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.instagramoperator.operator.account.Pods;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VolumeRefreshTest {

    private static final Clock AT_TEN = Clock.fixed(Instant.parse("2026-11-23T10:00:00.5Z"), ZoneOffset.UTC);

    @Test
    void aPodThatHasTheConfigurationIsLeftAlone() {
        assertThat(VolumeRefresh.due(pod(Map.of(VolumeRefresh.CONFIG_HASH, "abc")), "abc", false, AT_TEN))
                .isEmpty();
    }

    @Test
    void anotherConfigurationIsMountedAtOnce() {
        assertThat(VolumeRefresh.due(pod(Map.of(VolumeRefresh.CONFIG_HASH, "abc")), "def", false, AT_TEN))
                .isEqualTo(Map.of(VolumeRefresh.CONFIG_HASH, "def"));
    }

    @Test
    void whatIsLackingIsLookedForEveryTenSeconds() {
        assertThat(VolumeRefresh.due(refreshedAt("never"), "abc", true, AT_TEN))
                .isEqualTo(Map.of(VolumeRefresh.REFRESHED_AT, "2026-11-23T10:00:00Z"));
        assertThat(VolumeRefresh.due(refreshedAt("2026-11-23T09:59:50Z"), "abc", true, AT_TEN))
                .isEqualTo(Map.of(VolumeRefresh.REFRESHED_AT, "2026-11-23T10:00:00Z"));
        assertThat(VolumeRefresh.due(refreshedAt("2026-11-23T09:59:51Z"), "abc", true, AT_TEN))
                .isEmpty();
        assertThat(VolumeRefresh.due(refreshedAt("2026-11-23T09:59:50Z"), "abc", false, AT_TEN))
                .isEmpty();
    }

    private static Pod refreshedAt(String time) {
        return pod(Map.of(VolumeRefresh.CONFIG_HASH, "abc", VolumeRefresh.REFRESHED_AT, time));
    }

    private static Pod pod(Map<String, String> annotations) {
        Pod pod = Pods.running();
        pod.getMetadata().setAnnotations(annotations);
        return pod;
    }
}
