/**
 * A GATE that does not exist yet: it speaks the contract {@code gate-openapi.yaml}, holds OFFICE to it, keeps what it
 * is handed in memory, and misbehaves on demand. Doors: {@code FakeGate} (tests) and {@code RunFakeGate} (command line).
 * It shares no code with the server, so that a mistake of ours in the wire format cannot hide behind itself. It holds
 * no tables and fires no events.
 */
package pro.saleflex.office.fakegate;
