package pro.saleflex.office.gate.inbox;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import pro.saleflex.office.gate.inbox.GateNotifications.Given;
import pro.saleflex.office.status.Contacts;
import pro.saleflex.office.status.Heartbeat;
import pro.saleflex.office.terminal.TerminalRef;

/**
 * What a terminal and the server tell each other in a heartbeat, in one transaction: the terminal's status and what it
 * has shown to its cashier; requests to it and GATE's notifications.
 */
@Stateless
public class HeartbeatExchange {
    @Inject
    Contacts contacts;

    @Inject
    GateNotifications notifications;

    /**
     * Records a heartbeat and returns what the terminal is told. If it fails, nothing counts as delivered or confirmed.
     * After a power cut the latest confirmations may be missing; the terminal then gets those notifications again.
     *
     * @param confirmed ids of the notifications that the terminal has shown to its cashier
     */
    public Exchanged exchange(TerminalRef terminal, Heartbeat heartbeat, List<String> confirmed) {
        Contacts.Answer answer = contacts.heartbeat(terminal, heartbeat);
        notifications.confirm(terminal.id(), confirmed);
        return new Exchanged(answer, notifications.openFor(terminal.id()));
    }

    /**
     * What the terminal is told.
     *
     * @param answer when to call next, and the requests, each delivered only once
     * @param notifications GATE's notifications that the terminal has not confirmed yet
     */
    public record Exchanged(Contacts.Answer answer, List<Given> notifications) {}
}
