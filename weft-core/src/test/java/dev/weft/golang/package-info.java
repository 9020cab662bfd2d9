/// Go's own test programs for channels and select, as programs on Weft's channels, on every scheduler.
///
/// | Go program | here |
/// |---|---|
/// | `test/chan/fifo.go` | [dev.weft.golang.FifoTest] |
/// | `test/chan/goroutines.go` | [dev.weft.golang.ChainTest] |
/// | `test/chan/nonblock.go`; `TestNonblockRecvRace`, `TestNonblockSelectRace`, `TestNonblockSelectRace2` | [dev.weft.golang.NonblockTest] |
/// | `test/chan/select3.go` | [dev.weft.golang.SelectBlocksTest] |
/// | `test/chan/select.go`, `select4.go`, `select7.go` | [dev.weft.golang.SelectClausesTest] |
/// | `test/chan/select2.go`, `select6.go`; `TestSelectDuplicateChannel` | [dev.weft.golang.SelectQueuesTest] |
/// | `test/chan/doubleselect.go`; `TestSelfSelect`, `TestSelectStress` | [dev.weft.golang.SelectRacesTest] |
/// | `TestSelectFairness`, `TestPseudoRandomSend` | [dev.weft.golang.SelectFairnessTest] |
/// | `test/chan/sieve1.go`, `sieve2.go` | [dev.weft.golang.SieveTest] |
/// | `test/chan/powser1.go` | [dev.weft.golang.PowerSeriesTest] |
/// | `TestChan` | [dev.weft.golang.CapacitiesTest] |
/// | `TestMultiConsumer` | [dev.weft.golang.MultiConsumerTest] |
///
/// The programs without a directory are in `src/runtime/chan_test.go`. Not here, because they are about Go's syntax, types or stacks:
/// `perm.go`, `select5.go` (the order in which a select's expressions are evaluated: Java's own), `select8.go` (`break` and `goto`),
/// `sendstmt.go`, `zerosize.go`, `TestChanSendInterface`, the tests of stacks that grow and shrink.
package dev.weft.golang;
