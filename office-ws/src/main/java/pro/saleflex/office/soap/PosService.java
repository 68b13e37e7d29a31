package pro.saleflex.office.soap;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import pro.saleflex.office.closure.ClosureIntake;
import pro.saleflex.office.counter.Counters;
import pro.saleflex.office.gate.inbox.GateNotifications;
import pro.saleflex.office.gate.inbox.HeartbeatExchange;
import pro.saleflex.office.guard.TerminalGuard;
import pro.saleflex.office.intake.HandOver;
import pro.saleflex.office.intake.IntakeResult;
import pro.saleflex.office.intake.Readiness;
import pro.saleflex.office.journal.EntryView;
import pro.saleflex.office.journal.Journal;
import pro.saleflex.office.journal.Source;
import pro.saleflex.office.reference.InitData;
import pro.saleflex.office.reference.ReferenceData;
import pro.saleflex.office.sales.SalesIntake;
import pro.saleflex.office.soap.contract.CallerCodes;
import pro.saleflex.office.soap.contract.ConfirmNotification;
import pro.saleflex.office.soap.contract.ConfirmNotificationResponse;
import pro.saleflex.office.soap.contract.GetDocuments;
import pro.saleflex.office.soap.contract.GetDocumentsResponse;
import pro.saleflex.office.soap.contract.GetInitData;
import pro.saleflex.office.soap.contract.GetInitDataResponse;
import pro.saleflex.office.soap.contract.GetNotifications;
import pro.saleflex.office.soap.contract.GetNotificationsResponse;
import pro.saleflex.office.soap.contract.NotificationText;
import pro.saleflex.office.soap.contract.OfficeFault;
import pro.saleflex.office.soap.contract.OfficeRefusal;
import pro.saleflex.office.soap.contract.Ping;
import pro.saleflex.office.soap.contract.PingResponse;
import pro.saleflex.office.soap.contract.PosPort;
import pro.saleflex.office.soap.contract.RejectedItem;
import pro.saleflex.office.soap.contract.ReportStatus;
import pro.saleflex.office.soap.contract.ReportStatusResponse;
import pro.saleflex.office.soap.contract.SequenceValue;
import pro.saleflex.office.soap.contract.StatusReport;
import pro.saleflex.office.soap.contract.StatusRequest;
import pro.saleflex.office.soap.contract.StoredDocument;
import pro.saleflex.office.soap.contract.UploadClosures;
import pro.saleflex.office.soap.contract.UploadClosuresResponse;
import pro.saleflex.office.soap.contract.UploadSequences;
import pro.saleflex.office.soap.contract.UploadSequencesResponse;
import pro.saleflex.office.soap.contract.UploadTransactions;
import pro.saleflex.office.soap.contract.UploadTransactionsResponse;
import pro.saleflex.office.terminal.TerminalRef;
import pro.saleflex.office.wire.Envelope;
import pro.saleflex.office.wire.FailureMapper;
import pro.saleflex.office.wire.HeartbeatBody;
import pro.saleflex.office.wire.HeartbeatReply;
import pro.saleflex.office.wire.JournalPage;
import pro.saleflex.office.wire.NotificationIds;
import pro.saleflex.office.wire.PosReply;
import pro.saleflex.office.wire.Problem;
import pro.saleflex.office.wire.PushedCounters;
import pro.saleflex.office.wire.RequestId;
import pro.saleflex.office.wire.SoapFault;

/**
 * The terminals' operations by SOAP. Each calls the same facade as its REST counterpart and gets the same answer; a
 * problem becomes a fault, which the guard writes.
 */
public abstract class PosService implements PosPort {
    private static final String OK = "ok";
    /** Seconds. */
    private static final int RETRY_AFTER = 5;

    private static final int PAGE = 50;

    @Inject
    HttpServletRequest http;

    @Inject
    TerminalGuard guard;

    @Inject
    SalesIntake sales;

    @Inject
    ClosureIntake closures;

    @Inject
    Counters counters;

    @Inject
    HeartbeatExchange heartbeats;

    @Inject
    GateNotifications notifications;

    @Inject
    ReferenceData reference;

    @Inject
    Journal journal;

    @Inject
    Readiness readiness;

    @Override
    public PingResponse ping(Ping request) throws OfficeRefusal {
        return answer(() -> {
            readiness.obstacle().ifPresent(obstacle -> {
                throw Problem.retryLater(503, obstacle, RETRY_AFTER);
            });
            PingResponse reply = new PingResponse();
            reply.setStatus(OK);
            reply.setService("SaleFlex.OFFICE");
            return reply;
        });
    }

    @Override
    public GetInitDataResponse getInitData(GetInitData request) throws OfficeRefusal {
        return answer(() -> {
            InitData data = reference.init(identify(request.getCaller()));
            if (data instanceof InitData.NotAllowed refused) {
                throw Problem.of(403, refused.message());
            }
            if (data instanceof InitData.Empty empty) {
                throw Problem.of(404, empty.message());
            }
            InitData.Ready ready = (InitData.Ready) data;
            boolean unchanged = ready.entityTag().equals(request.getEntityTag());
            GetInitDataResponse reply =
                    unchanged ? new GetInitDataResponse() : new WrittenInitData(ready.parts(asksForPieces(request)));
            reply.setStatus(OK);
            reply.setEntityTag(ready.entityTag());
            reply.setNotModified(Boolean.toString(unchanged));
            return reply;
        });
    }

    @Override
    public UploadTransactionsResponse uploadTransactions(UploadTransactions request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            IntakeResult.Done done =
                    PosReply.done(sales.accept(handOver(terminal, request.getTransactions(), request.getSequences())));
            UploadTransactionsResponse reply = new UploadTransactionsResponse();
            reply.setStatus(OK);
            reply.setAccepted(Integer.toString(done.accepted()));
            reply.setRejected(Integer.toString(done.rejected()));
            reply.getRejections().addAll(rejections(done));
            return reply;
        });
    }

    @Override
    public UploadClosuresResponse uploadClosures(UploadClosures request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            IntakeResult.Done done =
                    PosReply.done(closures.accept(handOver(terminal, request.getClosures(), request.getSequences())));
            UploadClosuresResponse reply = new UploadClosuresResponse();
            reply.setStatus(OK);
            reply.setAccepted(Integer.toString(done.accepted()));
            reply.setRejected(Integer.toString(done.rejected()));
            reply.getRejections().addAll(rejections(done));
            return reply;
        });
    }

    @Override
    public UploadSequencesResponse uploadSequences(UploadSequences request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            Envelope.requirePosId(request.getCaller().getPosId());
            PushedCounters pushed = pushed(PushedCounters.alone(), request.getSequences());
            counters.push(terminal, pushed.values());
            UploadSequencesResponse reply = new UploadSequencesResponse();
            reply.setStatus(OK);
            reply.setUpdated(Integer.toString(pushed.values().size()));
            return reply;
        });
    }

    @Override
    public ReportStatusResponse reportStatus(ReportStatus request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            StatusReport report = request.getReport() == null ? new StatusReport() : request.getReport();
            HeartbeatBody.Said said =
                    HeartbeatBody.of(CanonicalJson.ofReport(report)).said();
            HeartbeatReply answer =
                    HeartbeatReply.of(heartbeats.exchange(terminal, said.heartbeat(), said.confirmed()));
            ReportStatusResponse reply = new ReportStatusResponse();
            reply.setStatus(OK);
            reply.setServerTime(answer.serverTime().toString());
            reply.setNextCallSeconds(Integer.toString(answer.nextCallSeconds()));
            answer.notifications().forEach(each -> reply.getNotifications().add(notification(each)));
            answer.requests().forEach(each -> reply.getRequests().add(statusRequest(each)));
            return reply;
        });
    }

    @Override
    public GetNotificationsResponse getNotifications(GetNotifications request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            GetNotificationsResponse reply = new GetNotificationsResponse();
            reply.setStatus(OK);
            notifications.openFor(terminal.id()).forEach(given -> reply.getNotifications()
                    .add(notification(HeartbeatReply.Notification.of(given))));
            return reply;
        });
    }

    @Override
    public ConfirmNotificationResponse confirmNotification(ConfirmNotification request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            List<String> ids = NotificationIds.of(request.getIds(), "ids");
            ConfirmNotificationResponse reply = new ConfirmNotificationResponse();
            reply.setStatus(OK);
            reply.setConfirmed(Integer.toString(notifications.confirm(terminal.id(), ids)));
            return reply;
        });
    }

    @Override
    public GetDocumentsResponse getDocuments(GetDocuments request) throws OfficeRefusal {
        return answer(() -> {
            TerminalRef terminal = identify(request.getCaller());
            JournalPage page = JournalPage.of(request.getAfter(), request.getKind(), request.getLimit(), PAGE, PAGE);
            List<EntryView> entries = page.limit() == 0
                    ? List.of()
                    : journal.read(terminal.id(), page.after(), page.kind(), page.limit());
            GetDocumentsResponse reply = new GetDocumentsResponse();
            reply.setStatus(OK);
            entries.forEach(entry -> reply.getDocuments().add(document(entry.masked())));
            reply.setNextAfter(Long.toString(
                    entries.isEmpty()
                            ? page.after()
                            : entries.get(entries.size() - 1).entryNo()));
            return reply;
        });
    }

    /** Runs an operation and turns whatever it throws into a fault. */
    private <T> T answer(Supplier<T> call) throws OfficeRefusal {
        try {
            return call.get();
        } catch (RuntimeException e) {
            String id = RequestId.of(http);
            Problem problem = FailureMapper.problem(e, id);
            SoapFault.keep(http, problem);
            OfficeFault detail = new OfficeFault();
            detail.setCode(SoapFault.code(problem.getResponse().getStatus()));
            detail.setMessage(problem.getMessage());
            detail.setRequestId(id);
            throw new OfficeRefusal(problem.getMessage(), detail);
        }
    }

    /**
     * Identifies the caller. Unknown codes are answered 401 rather than 404, because here the codes are not part of the
     * address.
     */
    private TerminalRef identify(CallerCodes caller) {
        if (caller == null) {
            throw Problem.of(400, "'caller' is missing.");
        }
        try {
            return guard.identify(
                    http, Envelope.codes(caller.getOfficeCode(), caller.getStoreCode(), caller.getTerminalCode()));
        } catch (Problem e) {
            throw e.getResponse().getStatus() == 404 ? Problem.unauthorized(e.getMessage()) : e;
        }
    }

    private static HandOver handOver(TerminalRef terminal, List<?> documents, List<SequenceValue> sequences) {
        List<String> items = documents.stream().map(CanonicalJson::of).toList();
        PushedCounters counters = pushed(PushedCounters.besideDocuments(), sequences);
        return new HandOver(terminal, Source.SOAP, items, counters.values(), counters.skipped());
    }

    private static PushedCounters pushed(PushedCounters pushed, List<SequenceValue> sequences) {
        sequences.forEach(sequence -> pushed.add(sequence.getName(), sequence.getValue()));
        return pushed;
    }

    private static List<RejectedItem> rejections(IntakeResult.Done done) {
        return done.rejections().stream()
                .map(rejection -> {
                    RejectedItem item = new RejectedItem();
                    item.setPosition(Integer.toString(rejection.position()));
                    item.setReason(rejection.reason());
                    return item;
                })
                .toList();
    }

    private static boolean asksForPieces(GetInitData request) {
        return "true".equals(request.getInPieces()) || "1".equals(request.getInPieces());
    }

    private static NotificationText notification(HeartbeatReply.Notification notification) {
        NotificationText text = new NotificationText();
        text.setId(notification.id());
        text.setType(notification.type());
        text.setTitle(XmlText.of(notification.title()));
        text.setMessage(XmlText.of(notification.message()));
        text.setAt(text(notification.at()));
        return text;
    }

    private static StatusRequest statusRequest(HeartbeatReply.Request from) {
        StatusRequest request = new StatusRequest();
        request.setType(from.type());
        request.setClosureNumber(text(from.closureNumber()));
        request.setFrom(text(from.from()));
        request.setTo(text(from.to()));
        return request;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static StoredDocument document(EntryView entry) {
        StoredDocument document = new StoredDocument();
        document.setEntryNo(Long.toString(entry.entryNo()));
        document.setKind(entry.kind().name());
        document.setDocumentId(entry.documentId().toString());
        document.setReceivedAt(entry.receivedAt().toInstant().toString());
        document.setPayloadSha256(HexFormat.of().formatHex(entry.payloadSha256()));
        if (XmlText.fits(entry.payload())) {
            document.setPayload(entry.payload());
        } else {
            document.setPayloadBase64(entry.payload().getBytes(StandardCharsets.UTF_8));
        }
        return document;
    }
}
