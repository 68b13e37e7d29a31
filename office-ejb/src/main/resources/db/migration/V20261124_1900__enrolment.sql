-- How a terminal gets its secret: by a one-use code; and how it changes it without being turned away meanwhile.

-- One row per terminal for which a code was ever made. A new code takes the place of the one before.
create table enrolment (
    terminal_id   uuid primary key references terminal,
    code_hash     text,        -- salted; null: used, void, or none was made
    made_at       timestamptz,
    made_by       text,        -- portal user
    expires_at    timestamptz,
    failures      integer     not null,
    locked_at     timestamptz, -- too many failures: void until a new one is made
    enrolled_at   timestamptz,
    enrolled_from text
);

alter table terminal
    add previous_secret_sha256 bytea, -- still taken until previous_valid_until, so that a rotation needs no downtime
    add previous_valid_until   timestamptz,
    add certificate_sha256     bytea; -- the certificate that its calls must show besides; null: none

grant select, insert, update on enrolment to ${app_role};
