# In: the API server's OpenAPI document. Out: one line {file, schema} for each kind, as kubeconform looks for them, and closed:
# a field that the API server would not know is an error.
def closed: if .properties and (has("additionalProperties") | not) then .additionalProperties = false else . end;
def lenient: if .format == "int-or-string" then {type: ["string", "integer"]} else . end;

(.definitions
  | map_values(closed | lenient)
  | ."io.k8s.apimachinery.pkg.api.resource.Quantity" = {type: ["string", "number"]}) as $definitions
| .definitions | to_entries[]
| .key as $name
| .value."x-kubernetes-group-version-kind"[]?
| select(.kind | IN($kinds[]))
| (.group | split(".")[0]) as $group
| {
    file: ([.kind, $group, .version] | map(select(. != null and . != "")) | join("-") | ascii_downcase + ".json"),
    schema: {"$ref": "#/definitions/\($name)", definitions: $definitions}
  }
