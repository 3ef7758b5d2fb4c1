package value

import (
	"fmt"
	"reflect"
)

// The module is of a Go that did not know the word any.
var anything = reflect.TypeOf((*interface{})(nil)).Elem()

// TypeString names a type as the original does, but for interfaces without a
// name: to list their methods would make the linker keep every method there is.
func TypeString(t reflect.Type, qualified bool) string {
	switch {
	case t == anything:
		return "any"
	case t.Name() != "" && qualified && t.PkgPath() != "":
		return fmt.Sprintf("%q.%s", t.PkgPath(), t.Name())
	case t.Name() != "":
		return t.String()
	}
	switch t.Kind() {
	case reflect.Slice:
		return "[]" + TypeString(t.Elem(), qualified)
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), TypeString(t.Elem(), qualified))
	case reflect.Map:
		return "map[" + TypeString(t.Key(), qualified) + "]" + TypeString(t.Elem(), qualified)
	case reflect.Pointer:
		return "*" + TypeString(t.Elem(), qualified)
	default:
		return t.String()
	}
}
