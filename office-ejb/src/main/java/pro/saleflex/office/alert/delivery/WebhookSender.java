package pro.saleflex.office.alert.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import pro.saleflex.office.config.OfficeConfig;

/**
 * Posts a notification to the webhook.
 *
 * <p>The address comes from the settings only, and redirections are not followed: nobody who can write a document or a
 * setting of a store can make this server call an address of his.
 */
@ApplicationScoped
public class WebhookSender {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    @Inject
    OfficeConfig config;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    void send(ClaimedDelivery notification) throws NotDelivered {
        try {
            URI address = config.webhookUrl().orElseThrow(() -> new NotDelivered("No webhook is set."));
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "SaleFlex.OFFICE")
                    .header("Idempotency-Key", notification.id().toString())
                    .POST(BodyPublishers.ofString(notification.body()));
            config.webhookSecret().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new NotDelivered("The webhook answered " + answer.statusCode() + ".");
            }
        } catch (IllegalArgumentException e) { // of a setting: it names the key, and never the secret
            throw new NotDelivered("The webhook's settings cannot be used.", e);
        } catch (IOException e) {
            throw new NotDelivered(
                    "The webhook cannot be reached (" + e.getClass().getSimpleName() + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("The server is stopping.", e);
        }
    }
}
