/**
 * Test double of GATE, which does not exist yet: speaks the contract {@code gate-openapi.yaml}, holds OFFICE to it,
 * keeps what it receives in memory, and misbehaves on demand. Entry points: {@code FakeGate} (tests) and
 * {@code RunFakeGate} (command line). It shares no code with the server, so that a mistake in our wire format cannot go
 * unnoticed on both sides. No tables, no events.
 */
package pro.saleflex.office.fakegate;
