package io.instagramoperator.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A chart, the release and the namespace it is for, and values keyed as for {@code helm --set}. */
record Chart(Path folder, String release, String namespace, Map<String, Object> values) {

    /** System property that makes tests write the files that they compare with. */
    static final String REGENERATE = "helm.regenerate";

    /** Tests run in the folder of their module, which is the chart. */
    static final Path FOLDER = Path.of("").toAbsolutePath();

    /** The chart with the least that a user has to say. */
    static Chart withRegistry() {
        return new Chart(FOLDER, "instagram-operator", "operators", Map.of())
                .with("image.registry", "registry.example.com/social");
    }

    Chart with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Chart(folder, release, namespace, more);
    }

    Chart watching(String... namespaces) {
        Chart chart = this;
        for (int i = 0; i < namespaces.length; i++) {
            chart = chart.with("watchNamespaces[" + i + "]", namespaces[i]);
        }
        return chart;
    }

    /** What {@code helm template} prints. */
    String render() {
        TemplateCommand template = new Helm(folder)
                .template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion("1.35.0");
        values.forEach(template::set);
        return template.call();
    }

    <T extends HasMetadata> List<T> rendered(Class<T> type) {
        List<?> objects = new KubernetesSerialization()
                .unmarshal(new ByteArrayInputStream(render().getBytes(StandardCharsets.UTF_8)));
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
