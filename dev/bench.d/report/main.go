// Command report makes a table and a plot of what dev/bench has measured.
//
//	report RESULTS OUTPUT    reads RESULTS/*.jsonl and machine.tsv; writes table.txt, table.md, and plot and scale as .png and .svg to OUTPUT
package main

import (
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: report RESULTS OUTPUT")
	}
	if err := report(os.Args[1], os.Args[2]); err != nil {
		log.Fatal("error: ", err)
	}
}

func report(results, output string) error {
	measured, err := Read(results)
	if err != nil {
		return err
	}
	tables := Tables(measured)
	for name, content := range map[string]string{"table.txt": Text(tables), "table.md": Markdown(tables)} {
		if err := os.WriteFile(filepath.Join(output, name), []byte(content), 0o644); err != nil {
			return err
		}
	}
	if err := Plot(measured, filepath.Join(output, "plot")); err != nil {
		return err
	}
	return PlotScale(measured, filepath.Join(output, "scale"))
}
