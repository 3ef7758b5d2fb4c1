package verdict

import (
	"reflect"
	"regexp"
	"sort"
	"strings"
)

var index = regexp.MustCompile(`\[[^\]]*\]`)

// FieldsOfType names the fields that a type has where a path, such as
// spec.containers[0].nam, leads to.
func FieldsOfType(object any, path string) []string {
	steps := PathSteps(path)
	at := reflect.TypeOf(object)
	for _, step := range steps[:len(steps)-1] {
		if at = elem(at); at == nil {
			return nil
		}
		if at.Kind() == reflect.Map {
			at = at.Elem()
		} else if at = jsonFields(at)[step]; at == nil {
			return nil
		}
	}
	if at = elem(at); at == nil || at.Kind() != reflect.Struct {
		return nil
	}
	names := []string{}
	for name := range jsonFields(at) {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// PathSteps are the names in a path, without the places in lists.
func PathSteps(path string) []string {
	return strings.Split(index.ReplaceAllString(path, ""), ".")
}

// elem goes through pointers and lists to what can have fields.
func elem(at reflect.Type) reflect.Type {
	for at.Kind() == reflect.Pointer || at.Kind() == reflect.Slice {
		at = at.Elem()
	}
	if at.Kind() != reflect.Struct && at.Kind() != reflect.Map {
		return nil
	}
	return at
}

func jsonFields(at reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	if at.Kind() != reflect.Struct {
		return fields
	}
	for i := range at.NumField() {
		field := at.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" || !field.IsExported():
		case name == "" && field.Anonymous:
			for inner, of := range jsonFields(field.Type) {
				fields[inner] = of
			}
		case name != "":
			fields[name] = field.Type
		}
	}
	return fields
}
