// Package printers makes no tables.
package printers

// TableGenerator makes no table.
type TableGenerator struct{}

// NewTableGenerator makes one that makes none.
func NewTableGenerator() TableGenerator { return TableGenerator{} }

// With adds nothing.
func (t TableGenerator) With(...any) TableGenerator { return t }
