-- How much each part of a match counts, where an operator decided otherwise than the program.
create table search.match_weights (
  part text primary key,
  weight double precision not null constraint weight_not_negative check (weight >= 0)
);
