package pro.saleflex.office.testing;

import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.literal.InjectLiteral;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.WithAnnotations;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import pro.saleflex.office.config.OfficeConfig;

/** CDI extension that turns enterprise beans into CDI beans and provides what a server would inject. */
final class EnterpriseBeans implements Extension {
    private final Database database;
    private final DataSource connections;
    private final Clock clock;
    private final Map<String, String> settings;

    EnterpriseBeans(Database database, DataSource connections, Clock clock, Map<String, String> settings) {
        this.database = database;
        this.connections = connections;
        this.clock = clock;
        this.settings = settings;
    }

    void makeBeans(@Observes @WithAnnotations({Stateless.class, Singleton.class}) ProcessAnnotatedType<?> type) {
        type.configureAnnotatedType()
                .add(ApplicationScoped.Literal.INSTANCE)
                .add(new AnnotationLiteral<Transactions.InTransaction>() {
                    private static final long serialVersionUID = 1L;
                });
    }

    void injectFields(
            @Observes @WithAnnotations({PersistenceContext.class, Resource.class}) ProcessAnnotatedType<?> type) {
        type.configureAnnotatedType().fields().forEach(field -> {
            if (field.getAnnotated().isAnnotationPresent(PersistenceContext.class)) {
                field.add(InjectLiteral.INSTANCE);
            }
            Resource resource = field.getAnnotated().getAnnotation(Resource.class);
            if (resource != null) {
                field.add(InjectLiteral.INSTANCE).add(NamedLiteral.of(resource.lookup()));
            }
        });
    }

    void addServerResources(@Observes AfterBeanDiscovery discovery) {
        discovery
                .addBean()
                .types(EntityManager.class)
                .scope(Dependent.class)
                .produceWith(instance -> Transactions.sharedEntityManager());
        discovery
                .addBean()
                .types(DataSource.class)
                .qualifiers(NamedLiteral.of("jdbc/office"))
                .scope(Dependent.class)
                .produceWith(instance -> connections);
        discovery
                .addBean()
                .types(DataSource.class)
                .qualifiers(NamedLiteral.of("jdbc/office_owner"))
                .scope(Dependent.class)
                .produceWith(instance -> database.owner());
        discovery
                .addBean()
                .types(Pbkdf2PasswordHash.class)
                .scope(Dependent.class)
                .produceWith(instance -> new QuickHash());
        discovery.addBean().types(Clock.class).scope(Dependent.class).produceWith(instance -> clock);
        discovery
                .addBean()
                .types(OfficeConfig.class)
                .scope(Dependent.class)
                .produceWith(instance -> new OfficeConfig(key -> Optional.ofNullable(settings.get(key))));
    }
}
