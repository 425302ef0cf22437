-- Home's counts come from the search index and its featured practices from an index of their own, at any number of practices.
drop index practices.practices_public_counts;
create index practices_featured on practices.practices (featured_at) where featured_at is not null;
