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
 * Posts an alert delivery to the webhook.
 *
 * <p>The address comes from the settings only, and redirects are not followed. So nobody who can write a document or
 * change a store can make this server call an address of their choice (server-side request forgery).
 */
@ApplicationScoped
public class WebhookSender {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    @Inject
    OfficeConfig config;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    void send(ClaimedDelivery delivery) throws NotDelivered {
        try {
            URI address = config.webhookUrl().orElseThrow(() -> new NotDelivered("No webhook is set."));
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(REQUEST_TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "SaleFlex.OFFICE")
                    .header("Idempotency-Key", delivery.id().toString())
                    .POST(BodyPublishers.ofString(delivery.body()));
            config.webhookSecret().ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
            HttpResponse<Void> response = client.send(request.build(), BodyHandlers.discarding());
            if (response.statusCode() / 100 != 2) {
                throw new NotDelivered("The webhook answered " + response.statusCode() + ".");
            }
        } catch (IllegalArgumentException e) { // the cause names the key of the setting, but never the secret
            throw new NotDelivered("The webhook's settings are invalid.", e);
        } catch (IOException e) {
            throw new NotDelivered(
                    "The webhook cannot be reached (" + e.getClass().getSimpleName() + ").", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("The server is stopping.", e);
        }
    }
}
