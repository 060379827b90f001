create table staff_account (
    id text not null primary key,
    user_name text not null,
    normalized_user_name text not null unique,
    email text not null,
    normalized_email text not null,
    email_confirmed integer not null check (email_confirmed in (0, 1)),
    password_hash text,
    security_stamp text,
    concurrency_stamp text,
    two_factor_enabled integer not null check (two_factor_enabled in (0, 1)),
    name text not null,
    created_time integer not null,
    disabled_time integer
) strict;
create index staff_account_email on staff_account (normalized_email);

create table staff_passkey (
    credential_id blob not null primary key,
    account_id text not null references staff_account (id),
    data text not null
) strict;
create index staff_passkey_account on staff_passkey (account_id);

create table staff_token (
    account_id text not null references staff_account (id),
    login_provider text not null,
    name text not null,
    value text,
    primary key (account_id, login_provider, name)
) strict;

create table sign_in_failure (
    name_hash text not null primary key,
    failures integer not null check (failures >= 0),
    expires_time integer not null,
    locked_until_time integer
) strict;

create table sign_in_session (
    id text not null primary key,
    handle_hash text not null unique,
    account_id text not null references staff_account (id),
    acr text not null,
    amr text not null,
    auth_time integer not null,
    last_used_time integer not null,
    expires_time integer not null,
    ended_time integer
) strict;
create index sign_in_session_account on sign_in_session (account_id);

create table authorization_request (
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
    expires_time integer not null
) strict;

create table token_grant (
    id text not null primary key,
    account_id text not null references staff_account (id),
    session_id text not null references sign_in_session (id),
    client_id text not null,
    scope text not null,
    nonce text,
    created_time integer not null,
    expires_time integer not null,
    revoked_time integer
) strict;
create index token_grant_session on token_grant (session_id);
create index token_grant_account on token_grant (account_id);

create table authorization_code (
    code_hash text not null primary key,
    grant_id text not null references token_grant (id) on delete cascade,
    client_id text not null,
    redirect_uri text not null,
    code_challenge text not null,
    expires_time integer not null,
    used_time integer
) strict;
create index authorization_code_grant on authorization_code (grant_id);

create table refresh_token (
    token_hash text not null primary key,
    grant_id text not null references token_grant (id) on delete cascade,
    expires_time integer not null,
    used_time integer
) strict;
create index refresh_token_grant on refresh_token (grant_id);

create table access_token (
    id text not null primary key,
    grant_id text not null references token_grant (id) on delete cascade,
    expires_time integer not null,
    revoked_time integer
) strict;
create index access_token_grant on access_token (grant_id);

create table used_assertion (
    id_hash text not null primary key,
    expires_time integer not null
) strict;

create table front_door_session (
    id text not null primary key,
    handle_hash text not null unique,
    account_id text not null references staff_account (id),
    ticket blob not null,
    browser blob not null,
    created_time integer not null,
    last_used_time integer not null,
    expires_time integer not null
) strict;
create index front_door_session_account on front_door_session (account_id);

create table data_protection_key (
    id text not null primary key,
    application text not null,
    friendly_name text not null,
    xml blob not null,
    created_time integer not null
) strict;
