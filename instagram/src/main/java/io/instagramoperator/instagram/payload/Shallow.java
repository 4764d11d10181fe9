package io.instagramoperator.instagram.payload;

/**
 * JSON in which nothing is nested too deep, and everything else is where it was: so one update that nobody could read does no harm to those
 * beside it. A parser keeps something for each level, this keeps nothing.
 */
final class Shallow {

    private Shallow() {}

    /**
     * The same bytes, or a copy in which {@code 0} and blanks stand for each object and array that is nested deeper than that. What is no JSON
     * stays none, unless all that is wrong with it is that deep.
     *
     * @param most levels of objects and arrays
     */
    static byte[] of(byte[] json, int most) {
        byte[] shallow = json;
        int depth = 0;
        boolean inText = false;
        for (int i = 0; i < json.length; i++) {
            boolean isTooDeep = depth > most;
            int length = inText && json[i] == '\\' && i + 1 < json.length ? 2 : 1;
            if (json[i] == '"') {
                inText = !inText;
            } else if (!inText && (json[i] == '[' || json[i] == '{')) {
                depth++;
                if (depth == most + 1) {
                    shallow = shallow == json ? json.clone() : shallow;
                    shallow[i] = '0';
                }
            } else if (!inText && (json[i] == ']' || json[i] == '}')) {
                depth--;
            }
            if (isTooDeep) {
                shallow[i] = ' ';
                shallow[i + length - 1] = ' ';
            }
            i += length - 1;
        }
        return shallow;
    }
}
