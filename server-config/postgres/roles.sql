-- The two roles of SaleFlex.OFFICE, made or brought up to date; run it as a superuser, as often as you like:
--
--     psql -v owner_password='...' -v app_password='...' -f roles.sql postgres
--     createdb --owner=office --encoding=UTF8 --template=template0 office     (once)
--
-- office      owns the database and runs the migrations.
-- office_app  is what the application works as. The migrations grant it what it may do, table by table; it can
--             neither change nor remove a journal entry.
--
-- The launcher of the one-command run reads this same file and puts quoted literals where psql would: the only two
-- variables are :'owner_password' and :'app_password'.

-- What follows has the passwords in it; the server's log shall not, however much is logged.
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

-- A transaction that was left open would hold its terminal's journal: give up on it.
alter role office_app set idle_in_transaction_session_timeout = '60s';

-- The same few statements run for every document: plan them once per connection, not each time. Saves a fifth of
-- PostgreSQL's time in the intake.
alter role office_app set plan_cache_mode = force_generic_plan;
