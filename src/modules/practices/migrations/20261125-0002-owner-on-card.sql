-- Lists show the owner of each practice; on the card it costs them no look at another table.
update practices.practices p set card = p.card || jsonb_build_object('entity', (select jsonb_build_object('code', e.code, 'name', e.name) from directory.pub_entities e where e.id = p.entity_id));
