package main

import (
	"strings"
	"unicode/utf8"
)

// A Table has a title, rows under a head, and notes below. Without a head it is a list of pairs.
type Table struct {
	Title string
	Head  []string
	Rows  [][]string
	Notes []string
}

// Text is for a terminal.
func Text(tables []Table) string {
	var text strings.Builder
	for i, table := range tables {
		if i > 0 {
			text.WriteString("\n")
		}
		text.WriteString(table.Title + "\n")
		rows := append([][]string{table.Head}, table.Rows...)
		widths := make([]int, len(table.Head))
		for _, row := range rows {
			for column, cell := range row {
				widths[column] = max(widths[column], utf8.RuneCountInString(cell))
			}
		}
		for _, row := range rows {
			line := ""
			for column, cell := range row {
				padding := strings.Repeat(" ", widths[column]-utf8.RuneCountInString(cell))
				if isFigure(table, column) {
					cell = padding + cell
				} else {
					cell += padding
				}
				line += "  " + cell
			}
			text.WriteString(strings.TrimRight(line, " ") + "\n")
		}
		for _, note := range table.Notes {
			text.WriteString("  " + note + "\n")
		}
	}
	return text.String()
}

// Markdown is for documents.
func Markdown(tables []Table) string {
	var text strings.Builder
	for i, table := range tables {
		if i > 0 {
			text.WriteString("\n")
		}
		text.WriteString("**" + table.Title + "**\n\n")
		writeRow(&text, table.Head)
		rule := make([]string, len(table.Head))
		for column := range rule {
			rule[column] = "---"
			if isFigure(table, column) {
				rule[column] = "---:"
			}
		}
		writeRow(&text, rule)
		for _, row := range table.Rows {
			writeRow(&text, row)
		}
		for _, note := range table.Notes {
			text.WriteString("\n" + note + "\n")
		}
	}
	return text.String()
}

func writeRow(text *strings.Builder, cells []string) {
	text.WriteString("| " + strings.Join(cells, " | ") + " |\n")
}

// isFigure: a column is of figures, set to the right, if its cells begin with digits.
func isFigure(table Table, column int) bool {
	if column == 0 {
		return false
	}
	for _, row := range table.Rows {
		cell := strings.TrimLeft(row[column], "≥≤ ×")
		if cell != "" && cell != "–" && (cell[0] < '0' || cell[0] > '9') {
			return false
		}
	}
	return len(table.Rows) > 0
}
