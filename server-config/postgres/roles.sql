-- Creates or updates the two roles of SaleFlex.OFFICE; run it as a superuser, as often as you like:
--
--     psql -v owner_password='...' -v app_password='...' -f roles.sql postgres
--     createdb --owner=office --encoding=UTF8 --template=template0 office     (once)
--
-- office      owns the database and runs the migrations.
-- office_app  is the application's role. The migrations grant its privileges table by table; it can neither change nor
--             delete a journal entry.
--
-- The launcher of the one-command run reads this same file and replaces the variables with quoted literals: the only
-- two are :'owner_password' and :'app_password'.

-- The statements below contain the passwords, which must not get into the server's log, however much it logs.
set log_statement = 'none';
set log_min_duration_statement = -1;
set log_min_error_statement = 'panic';

select set_config('office.owner_password', :'owner_password', false) is not null as owner_password_given,
       set_config('office.app_password', :'app_password', false) is not null as app_password_given;

do $$
begin
    if not exists (select from pg_roles where rolname = 'office') then
        create role office;
    end if;
    if not exists (select from pg_roles where rolname = 'office_app') then
        create role office_app;
    end if;
    execute format('alter role office login nosuperuser nocreaterole password %L',
                   current_setting('office.owner_password'));
    execute format('alter role office_app login nosuperuser nocreatedb nocreaterole password %L',
                   current_setting('office.app_password'));
end
$$;

-- End abandoned transactions, because an open one blocks its terminal's journal.
alter role office_app set idle_in_transaction_session_timeout = '60s';

-- The same few statements run for every document: plan them once per connection, not each time. Saves a fifth of
-- PostgreSQL's time during intake.
alter role office_app set plan_cache_mode = force_generic_plan;
