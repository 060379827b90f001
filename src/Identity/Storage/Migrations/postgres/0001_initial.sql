create table identity.staff_account (
    id uuid not null primary key,
    user_name text not null,
    normalized_user_name text not null unique,
    email text not null,
    normalized_email text not null,
    email_confirmed boolean not null,
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    two_factor_enabled boolean not null,
    name text not null,
    created_time bigint not null,
    disabled_time bigint
);
create index staff_account_email on identity.staff_account (normalized_email);

create table identity.staff_passkey (
    credential_id bytea not null primary key,
    account_id uuid not null references identity.staff_account (id),
    data jsonb not null
);
create index staff_passkey_account on identity.staff_passkey (account_id);

create table identity.staff_token (
    account_id uuid not null references identity.staff_account (id),
    login_provider text not null,
    name text not null,
    value text,
    primary key (account_id, login_provider, name)
);

create table identity.sign_in_failure (
    name_hash text not null primary key,
    failures integer not null check (failures >= 0),
    expires_time bigint not null,
    locked_until_time bigint
);

create table identity.sign_in_session (
    id uuid not null primary key,
    handle_hash text not null unique,
    account_id uuid not null references identity.staff_account (id),
    acr text not null,
    amr text not null,
    auth_time bigint not null,
    last_used_time bigint not null,
    expires_time bigint not null,
    ended_time bigint
);
create index sign_in_session_account on identity.sign_in_session (account_id);

create table identity.authorization_request (
    handle_hash text not null primary key,
    stage text not null check (stage in ('Pushed', 'SignIn')),
    client_id text not null,
    redirect_uri text not null,
    scope text not null,
    code_challenge text not null,
    state text,
    nonce text,
    prompt text,
    max_age integer,
    expires_time bigint not null
);

create table identity.token_grant (
    id uuid not null primary key,
    account_id uuid not null references identity.staff_account (id),
    session_id uuid not null references identity.sign_in_session (id),
    client_id text not null,
    scope text not null,
    nonce text,
    created_time bigint not null,
    expires_time bigint not null,
    revoked_time bigint
);
create index token_grant_session on identity.token_grant (session_id);
create index token_grant_account on identity.token_grant (account_id);

create table identity.authorization_code (
    code_hash text not null primary key,
    grant_id uuid not null references identity.token_grant (id) on delete cascade,
    client_id text not null,
    redirect_uri text not null,
    code_challenge text not null,
    expires_time bigint not null,
    used_time bigint
);
create index authorization_code_grant on identity.authorization_code (grant_id);

create table identity.refresh_token (
    token_hash text not null primary key,
    grant_id uuid not null references identity.token_grant (id) on delete cascade,
    expires_time bigint not null,
    used_time bigint
);
create index refresh_token_grant on identity.refresh_token (grant_id);

create table identity.access_token (
    id uuid not null primary key,
    grant_id uuid not null references identity.token_grant (id) on delete cascade,
    expires_time bigint not null,
    revoked_time bigint
);
create index access_token_grant on identity.access_token (grant_id);

create table identity.used_assertion (
    id_hash text not null primary key,
    expires_time bigint not null
);

create table identity.front_door_session (
    id uuid not null primary key,
    handle_hash text not null unique,
    account_id uuid not null references identity.staff_account (id),
    ticket bytea not null,
    browser bytea not null,
    created_time bigint not null,
    last_used_time bigint not null,
    expires_time bigint not null
);
create index front_door_session_account on identity.front_door_session (account_id);

create table identity.data_protection_key (
    id uuid not null primary key,
    application text not null,
    friendly_name text not null,
    xml bytea not null,
    created_time bigint not null
);
