create table account_link (
    id text not null primary key,
    account_id text not null references staff_account (id),
    kind text not null check (kind in ('Invitation', 'Reset')),
    secret_hash text not null unique,
    created_time integer not null,
    expires_time integer not null
) strict;
create index account_link_account on account_link (account_id);

create table sign_in_history (
    id text not null primary key,
    account_id text not null references staff_account (id),
    time integer not null,
    method text not null,
    outcome text not null check (outcome in ('SignedIn', 'Refused', 'Locked')),
    browser blob not null
) strict;
create index sign_in_history_account on sign_in_history (account_id, time);

alter table front_door_session add column sign_in_id text;

create table kept_form (
    id text not null primary key,
    handle_hash text not null unique,
    form blob not null,
    expires_time integer not null
) strict;
