-- Rows live for minutes: whoever is signing in at this moment starts again.
drop table authorization_request;
create table authorization_request (
    handle_hash text not null primary key,
    stage text not null check (stage in ('Pushed', 'SignIn', 'SecondFactor', 'Enrol', 'Done')),
    client_id text not null,
    redirect_uri text not null,
    scope text not null,
    code_challenge text not null,
    state text,
    nonce text,
    prompt text,
    max_age integer,
    acr_values text,
    account_id text references staff_account (id),
    expires_time integer not null
) strict;

alter table staff_passkey add column last_used_time integer;

create table passkey_ceremony (
    id_hash text not null primary key,
    kind text not null check (kind in ('Assertion', 'Attestation')),
    account_id text references staff_account (id),
    state text not null,
    expires_time integer not null
) strict;

create table staff_authenticator (
    account_id text not null primary key references staff_account (id),
    secret blob not null,
    last_step integer not null,
    created_time integer not null
) strict;

create table authenticator_setup (
    account_id text not null primary key references staff_account (id),
    secret blob not null,
    expires_time integer not null
) strict;

create table recovery_code (
    code_hash text not null primary key,
    account_id text not null references staff_account (id),
    created_time integer not null,
    used_time integer
) strict;
create index recovery_code_account on recovery_code (account_id);
