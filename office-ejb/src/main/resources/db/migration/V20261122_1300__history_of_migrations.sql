-- What was migrated is the owner's business: the application's role neither reads nor changes it.
revoke all on ${flyway:defaultSchema}.${flyway:table} from ${app_role};
