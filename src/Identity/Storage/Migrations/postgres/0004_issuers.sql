create table identity.signing_key (
    key_id text not null primary key,
    issuer text not null,
    published_time bigint not null,
    destroyed_time bigint
);

-- Sessions of people whom another authority signs in have a subject and no account here.
alter table identity.front_door_session add column subject text;
update identity.front_door_session set subject = account_id::text;
alter table identity.front_door_session alter column subject set not null;
alter table identity.front_door_session alter column account_id drop not null;
create index front_door_session_subject on identity.front_door_session (subject);
