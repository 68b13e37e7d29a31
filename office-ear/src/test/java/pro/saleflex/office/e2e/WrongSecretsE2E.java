package pro.saleflex.office.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static pro.saleflex.office.e2e.Calls.basic;
import static pro.saleflex.office.e2e.Calls.envelope;
import static pro.saleflex.office.e2e.Calls.sale;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guessing passwords, codes and secrets is stopped by address, while everybody else is served. */
class WrongSecretsE2E {
    private static final String ADMIN = basic("admin", OfficeServer.ADMIN_PASSWORD);
    private static final int AT_ONCE = 15;
    private static final int TRIES = 90;

    /** The limit for one address in a minute, plus those being checked when it was reached. */
    private static final int MOST_CHECKED = 20 + 6;

    private static OfficeServer office;
    private static Calls calls;

    @BeforeAll
    static void start() {
        office = OfficeServer.shared();
        calls = new Calls(office);
    }

    /** Sends many wrong attempts at once, while a till sells; asserts that all its sales are accepted. */
    private static List<HttpResponse<String>> whileATillSells(IntFunction<HttpResponse<String>> wrong)
            throws ExecutionException, InterruptedException {
        ExecutorService strangers = Executors.newFixedThreadPool(AT_ONCE);
        List<HttpResponse<String>> answers = new ArrayList<>();
        try {
            List<Future<HttpResponse<String>>> tries = new ArrayList<>();
            for (int i = 0; i < TRIES; i++) {
                int number = i;
                tries.add(strangers.submit(() -> wrong.apply(number)));
            }
            while (!tries.stream().allMatch(Future::isDone)) {
                HttpResponse<String> sold =
                        calls.post("/pos/transactions", envelope("POS-001", sale(UUID.randomUUID(), "w1")));
                assertEquals(200, sold.statusCode(), sold.body());
            }
            for (Future<HttpResponse<String>> each : tries) {
                answers.add(each.get());
            }
        } finally {
            strangers.shutdown();
        }
        return answers;
    }

    private static long count(List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    private static HttpResponse<String> users(String authorization, String address) {
        return calls.get("/admin/users", "Authorization", authorization, "X-Forwarded-For", address);
    }

    @Test
    void onlySoManyWrongPasswordsFromAnAddressAreChecked() throws ExecutionException, InterruptedException {
        String stranger = "203.0.113.10";
        List<HttpResponse<String>> answers =
                whileATillSells(i -> users(basic("somebody" + i, "wrong password"), stranger));

        long checked = count(answers, 401);
        assertTrue(checked >= 6 && checked <= MOST_CHECKED, checked + " checked");
        assertEquals(TRIES, checked + count(answers, 429) + count(answers, 503));
        answers.stream()
                .filter(answer -> answer.statusCode() != 401)
                .forEach(answer -> assertTrue(
                        Set.of("429", "503").contains(String.valueOf(answer.statusCode()))
                                && answer.headers().firstValue("Retry-After").isPresent(),
                        answer.body()));

        for (int i = 0; i < 20; i++) { // those refused while others waited did not count
            users(basic("another" + i, "wrong password"), stranger);
        }
        assertEquals(429, users(ADMIN, stranger).statusCode(), "nothing from there is checked");
        assertEquals(200, users(ADMIN, "203.0.113.11").statusCode(), "from elsewhere it is");
        HttpResponse<String> form = signIn(stranger, "admin", OfficeServer.ADMIN_PASSWORD);
        assertTrue(form.body().contains("Too many failed attempts. Please wait"), form.body());
    }

    private static HttpResponse<String> signIn(String address, String name, String password) {
        PortalClient browser = new PortalClient(office);
        String page = browser.get("/office/login.xhtml").body();
        return browser.post(
                "/office/login.xhtml",
                Map.of(
                        "signin",
                        "signin",
                        "signin:name",
                        name,
                        "signin:password",
                        password,
                        "signin:go",
                        "Sign in",
                        "jakarta.faces.ViewState",
                        PortalClient.viewState(page),
                        "primefaces.nonce",
                        PortalClient.nonce(page)),
                "X-Forwarded-For",
                address);
    }

    @Test
    void onlySoManyUnknownTillsFromAnAddressAreRecorded() throws ExecutionException, InterruptedException {
        String unknown = "UNKNOWN-" + UUID.randomUUID();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            int first = round * TRIES;
            answers.addAll(whileATillSells(i -> calls.post(
                    "/pos/transactions",
                    envelope(unknown + "-" + (first + i), sale(UUID.randomUUID(), "w2")),
                    "X-Forwarded-For",
                    "203.0.113.20")));
        }

        assertEquals(100, answers.size() - count(answers, 429), "ten failures a minute of ten terminals");
        assertEquals(
                "100", office.value("select count(*) from refused_caller where terminal_code like '" + unknown + "%'"));
        assertEquals(
                200,
                calls.post(
                                "/pos/transactions",
                                envelope("POS-002", sale(UUID.randomUUID(), "w3")),
                                "X-Forwarded-For",
                                "203.0.113.20",
                                "Authorization",
                                basic("POS-002", office.demoSecret()))
                        .statusCode(),
                "a right secret is accepted from there, too");
    }

    @Test
    void enrolmentCodesCannotBeGuessed() throws ExecutionException, InterruptedException {
        List<HttpResponse<String>> answers = whileATillSells(i -> calls.post(
                "/enrolments",
                "{\"office_code\":\"OFFICE-001\",\"store_code\":\"STORE-001\",\"terminal_code\":\"E-" + i
                        + "\",\"code\":\"AAAA-AAAA\"}",
                "X-Forwarded-For",
                "203.0.113.30"));

        assertEquals(TRIES, count(answers, 403) + count(answers, 429) + count(answers, 503));
        assertTrue(count(answers, 403) <= 10, count(answers, 403) + " checked");
        assertTrue(count(answers, 429) >= TRIES - 10);
    }
}
