package io.instagramoperator.operator.container;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.instagramoperator.crds.SecretKeyRef;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The configuration as a file, which is watched: a change of it needs no restart. Files that it names are in folders below its own. */
public final class ConfigFile {

    /** Its name, in the ConfigMap as in the container. */
    public static final String NAME = "config.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private ConfigFile() {}

    /** The text of a file with this content: a record of texts, numbers and records. */
    public static String yaml(Object content) {
        try {
            return YAML.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new AssertionError("records of texts and numbers can be written", e);
        }
    }

    /** SHA-256 in hexadecimal of a file with this text: what a process that works by it reports. */
    public static String hash(String yaml) {
        return Sha256.hex(yaml.getBytes(StandardCharsets.UTF_8));
    }

    /** The hash of the file that a ConfigMap holds; of an empty one, if it holds none. */
    public static String hash(ConfigMap configMap) {
        return hash(configMap.getData().getOrDefault(NAME, ""));
    }

    /** A Secret's key as a file, relative to the configuration's folder. */
    public static String secret(SecretKeyRef ref) {
        return "secrets/" + ref.name() + "/" + ref.key();
    }

    /** The same of several. */
    public static List<String> secrets(List<SecretKeyRef> refs) {
        return refs.stream().map(ConfigFile::secret).toList();
    }
}
