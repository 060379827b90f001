create table signing_key (
    key_id text not null primary key,
    issuer text not null,
    published_time integer not null,
    destroyed_time integer
) strict;

-- Sessions of people whom another authority signs in have a subject and no account here.
create table front_door_session_new (
    id text not null primary key,
    handle_hash text not null unique,
    account_id text references staff_account (id),
    subject text not null,
    ticket blob not null,
    browser blob not null,
    created_time integer not null,
    last_used_time integer not null,
    expires_time integer not null,
    sign_in_id text
) strict;
insert into front_door_session_new (id, handle_hash, account_id, subject, ticket, browser, created_time, last_used_time, expires_time, sign_in_id)
    select id, handle_hash, account_id, lower(account_id), ticket, browser, created_time, last_used_time, expires_time, sign_in_id from front_door_session;
drop table front_door_session;
alter table front_door_session_new rename to front_door_session;
create index front_door_session_account on front_door_session (account_id);
create index front_door_session_subject on front_door_session (subject);
