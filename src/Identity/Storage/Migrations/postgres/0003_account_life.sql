create table identity.account_link (
    id uuid not null primary key,
    account_id uuid not null references identity.staff_account (id),
    kind text not null check (kind in ('Invitation', 'Reset')),
    secret_hash text not null unique,
    created_time bigint not null,
    expires_time bigint not null
);
create index account_link_account on identity.account_link (account_id);

create table identity.sign_in_history (
    id uuid not null primary key,
    account_id uuid not null references identity.staff_account (id),
    time bigint not null,
    method text not null,
    outcome text not null check (outcome in ('SignedIn', 'Refused', 'Locked')),
    browser bytea not null
);
create index sign_in_history_account on identity.sign_in_history (account_id, time);

alter table identity.front_door_session add column sign_in_id uuid;

create table identity.kept_form (
    id uuid not null primary key,
    handle_hash text not null unique,
    form bytea not null,
    expires_time bigint not null
);
