-- What strangers see: nothing (null), a stub, or the published version. The working version moves on apart from it,
-- so a stub stays in the library while somebody completes it.
alter table practices.practices add column public_state text constraint practice_public_state check (public_state in ('stub', 'published'));
update practices.practices set published_version = 1 where state = 'stub';
update practices.practices set public_state = case when state = 'stub' then 'stub' when state <> 'archived' and published_version is not null then 'published' end;
drop index practices.practices_listed;
create index practices_listed on practices.practices ((coalesce(published_at, created_at)) desc, id desc) where public_state is not null;
