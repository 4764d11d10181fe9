// gitops-health SCRIPT.lua <object.json
//
// What the two GitOps tools say of an object, each by its own code: kstatus, which Flux waits by, and the health script that Argo CD
// is given, run by the Lua that Argo CD has in it. Prints one line for each: name, status, message.
package main

import (
	"fmt"
	"io"
	"os"

	lua "github.com/yuin/gopher-lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(script string) error {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	var object map[string]any
	if err := json.Unmarshal(input, &object); err != nil {
		return err
	}
	result, err := status.Compute(&unstructured.Unstructured{Object: object})
	if err != nil {
		return err
	}
	health, message, err := argoHealth(script, object)
	if err != nil {
		return err
	}
	fmt.Printf("kstatus %s %s\nargocd %s %s\n", result.Status, result.Message, health, message)
	return nil
}

// As Argo CD does: the object is the global obj, the script returns a table.
func argoHealth(script string, object map[string]any) (string, string, error) {
	state := lua.NewState(lua.Options{SkipOpenLibs: true})
	defer state.Close()
	for _, lib := range []lua.LGFunction{lua.OpenBase, lua.OpenTable, lua.OpenString} {
		lib(state)
	}
	state.SetGlobal("obj", luaValue(state, object))
	if err := state.DoFile(script); err != nil {
		return "", "", err
	}
	table, ok := state.Get(-1).(*lua.LTable)
	if !ok {
		return "", "", fmt.Errorf("%s returns no table", script)
	}
	return table.RawGetString("status").String(), table.RawGetString("message").String(), nil
}

func luaValue(state *lua.LState, value any) lua.LValue {
	switch v := value.(type) {
	case string:
		return lua.LString(v)
	case bool:
		return lua.LBool(v)
	case int64:
		return lua.LNumber(v)
	case float64:
		return lua.LNumber(v)
	case []any:
		table := state.NewTable()
		for _, element := range v {
			table.Append(luaValue(state, element))
		}
		return table
	case map[string]any:
		table := state.NewTable()
		for name, element := range v {
			table.RawSetString(name, luaValue(state, element))
		}
		return table
	}
	return lua.LNil
}
