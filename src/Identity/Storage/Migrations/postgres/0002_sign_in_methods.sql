-- Rows live for minutes: whoever is signing in at this moment starts again.
drop table identity.authorization_request;
create table identity.authorization_request (
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
    account_id uuid references identity.staff_account (id),
    expires_time bigint not null
);

alter table identity.staff_passkey add column last_used_time bigint;

create table identity.passkey_ceremony (
    id_hash text not null primary key,
    kind text not null check (kind in ('Assertion', 'Attestation')),
    account_id uuid references identity.staff_account (id),
    state text not null,
    expires_time bigint not null
);

create table identity.staff_authenticator (
    account_id uuid not null primary key references identity.staff_account (id),
    secret bytea not null,
    last_step bigint not null,
    created_time bigint not null
);

create table identity.authenticator_setup (
    account_id uuid not null primary key references identity.staff_account (id),
    secret bytea not null,
    expires_time bigint not null
);

create table identity.recovery_code (
    code_hash text not null primary key,
    account_id uuid not null references identity.staff_account (id),
    created_time bigint not null,
    used_time bigint
);
create index recovery_code_account on identity.recovery_code (account_id);
