package main

import "strconv"

func title(name string) string {
	for _, c := range contestants {
		if c.name == name {
			return c.title
		}
	}
	return name
}

func cell(s Sample, unit string) string {
	if len(s.Values) == 0 {
		return "–"
	}
	text := short(s.Median()) + unit
	if s.Disturbed {
		text += "*"
	}
	return text
}

func span(s Sample) string {
	if len(s.Values) < 2 {
		return ""
	}
	return short(s.Min()) + " – " + short(s.Max())
}

// short has two digits after the point below 10, one below 100, and none above.
func short(value float64) string {
	if value < 100 {
		text := strconv.FormatFloat(value, 'f', 2, 64)
		if value >= 10 {
			text = strconv.FormatFloat(value, 'f', 1, 64)
		}
		return text
	}
	return whole(value)
}

func whole(value float64) string {
	digits := strconv.FormatFloat(value, 'f', 0, 64)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
