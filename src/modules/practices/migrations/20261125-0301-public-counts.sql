-- What home counts is read from this index alone, at any number of practices.
create index practices_public_counts on practices.practices (public_state, country_code) where public_state is not null;
