-- What a list shows of a public practice, as a program is given it: finished JSON, made when the row is written.
-- Composing it for each of twenty rows at each request was half of the list's cost. It is kept uncompressed: it is
-- read far more often than written, and unpacking it cost as much as finding it.
create function practices.list_item(code text, state text, stage text, grade text, country text, fields text[], published_at timestamptz, featured boolean, card jsonb)
  returns text language sql immutable parallel safe
  return (jsonb_build_object('code', code, 'state', state, 'stage', stage, 'grade', grade, 'country', country, 'fields', fields,
    'publishedAt', to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'featured', featured) || card)::text;

alter table practices.practices add column list_item text generated always as (
  case when public_state is not null
    then practices.list_item(code, public_state, stage, grade, country_code, divisions, published_at, featured_at is not null, card) end) stored;
alter table practices.practices alter column list_item set storage external;
alter table practices.practices set (toast_tuple_target = 4080);
