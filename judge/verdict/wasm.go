package verdict

import (
	"encoding/json"
	"runtime/debug"
	"unsafe"

	_ "cdk8s-eo/judge/verdict/process"
)

// The module's two exports. Memory belongs to Go: the host writes where buffer
// says, and reads the answer before it calls again.
var (
	serve  func(Request) Answer
	input  []byte
	output []byte
)

func init() {
	// What lives is little and what is thrown away is much: collecting it less
	// often takes some dozen megabytes, and half the time.
	debug.SetGCPercent(800)
}

// Serve says what answers the requests.
func Serve(answer func(Request) Answer) { serve = answer }

//go:wasmexport buffer
func buffer(size uint32) unsafe.Pointer {
	if uint32(cap(input)) < size {
		input = make([]byte, size)
	}
	return unsafe.Pointer(unsafe.SliceData(input[:size]))
}

//go:wasmexport judge
func judge(size uint32) uint64 {
	output = answer(input[:size])
	return uint64(uintptr(unsafe.Pointer(unsafe.SliceData(output))))<<32 | uint64(len(output))
}

func answer(body []byte) []byte {
	var request Request
	var result Answer
	if err := json.Unmarshal(body, &request); err != nil {
		result = Answer{Verdicts: []Verdict{}, Error: err.Error()}
	} else {
		result = serve(request)
	}
	encoded, err := json.Marshal(result)
	if err != nil {
		panic(err)
	}
	return encoded
}
