-- Made by the test of the same name from a migrated database; compare in review.
audit.entries constraint body_fits_a_proof: CHECK ((octet_length(body) <= 700))
audit.entries constraint entries_pkey: PRIMARY KEY (id)
audit.entries: id uuid not null, at timestamp with time zone not null, body bytea not null
audit.heads constraint batch_has_leaves: CHECK (((first_seq >= 0) AND (first_seq < size)))
audit.heads constraint heads_pkey: PRIMARY KEY (size)
audit.heads constraint one_mark_per_leaf: CHECK ((octet_length(marks) = (4 * (size - first_seq))))
audit.heads constraint root_is_sha256: CHECK ((octet_length(root) = 32))
audit.heads: size bigint not null, first_seq bigint not null, at timestamp with time zone not null, root bytea not null, frontier bytea not null, marks bytea not null, key_id text not null, signature bytea not null
audit.lease constraint lease_pkey: PRIMARY KEY (name)
audit.lease: name text not null, holder text not null, fencing bigint not null, expires_at timestamp with time zone not null
audit.leaves constraint hash_is_sha256: CHECK ((octet_length(hash) = 32))
audit.leaves constraint leaves_entry_id_fkey: FOREIGN KEY (entry_id) REFERENCES audit.entries(id)
audit.leaves constraint leaves_entry_id_key: UNIQUE (entry_id)
audit.leaves constraint leaves_pkey: PRIMARY KEY (seq)
audit.leaves constraint seq_starts_at_zero: CHECK ((seq >= 0))
audit.leaves: seq bigint not null, entry_id uuid not null, hash bytea not null
audit.unsealed constraint unsealed_entry_id_fkey: FOREIGN KEY (entry_id) REFERENCES audit.entries(id)
audit.unsealed constraint unsealed_pkey: PRIMARY KEY (entry_id)
audit.unsealed: entry_id uuid not null
directory.accounts constraint accounts_email_key: UNIQUE (email)
directory.accounts constraint accounts_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id) ON DELETE CASCADE
directory.accounts constraint accounts_person_id_key: UNIQUE (person_id)
directory.accounts constraint accounts_pkey: PRIMARY KEY (id)
directory.accounts constraint email_lower: CHECK ((email = lower(email)))
directory.accounts: id uuid not null, person_id uuid not null, email text not null, password_hash text not null, totp_secret text, totp_confirmed_at timestamp with time zone, totp_last_step bigint, disabled_at timestamp with time zone, created_at timestamp with time zone not null
directory.countries constraint countries_pkey: PRIMARY KEY (code)
directory.countries constraint country_code_form: CHECK ((code ~ '^[A-Z]{2}$'::text))
directory.countries constraint country_origin: CHECK ((origin = ANY (ARRAY['cldr'::text, 'operator'::text, 'demo'::text])))
directory.countries: code text not null, name jsonb not null, aliases jsonb not null, listed boolean not null, origin text not null, rev integer not null
directory.entities constraint entities_code_key: UNIQUE (code)
directory.entities constraint entities_country_code_fkey: FOREIGN KEY (country_code) REFERENCES directory.countries(code)
directory.entities constraint entities_parent_id_fkey: FOREIGN KEY (parent_id) REFERENCES directory.entities(id)
directory.entities constraint entities_pkey: PRIMARY KEY (id)
directory.entities constraint entity_code_form: CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{1,39}$'::text))
directory.entities constraint entity_not_own_parent: CHECK ((parent_id <> id))
directory.entities constraint entity_origin: CHECK ((origin = ANY (ARRAY['record'::text, 'fact'::text, 'demo'::text])))
directory.entities: id uuid not null, code text not null, country_code text, type text not null, parent_id uuid, name jsonb not null, aliases jsonb not null, origin text not null, source jsonb, rev integer not null, created_at timestamp with time zone not null
directory.invitations constraint invitations_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id) ON DELETE CASCADE
directory.invitations constraint invitations_pkey: PRIMARY KEY (id)
directory.invitations constraint invitations_token_hash_key: UNIQUE (token_hash)
directory.invitations: id uuid not null, token_hash bytea not null, email text not null, person_id uuid, role text not null, scope_kind text not null, scope_id text, invited_by uuid, created_at timestamp with time zone not null, expires_at timestamp with time zone not null, used_at timestamp with time zone, withdrawn_at timestamp with time zone
directory.memberships constraint memberships_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id) ON DELETE CASCADE
directory.memberships constraint memberships_pkey: PRIMARY KEY (person_id, category)
directory.memberships: person_id uuid not null, category text not null
directory.notices constraint notices_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id) ON DELETE CASCADE
directory.notices constraint notices_pkey: PRIMARY KEY (id)
directory.notices: id uuid not null, person_id uuid not null, message text not null, params jsonb not null, path text not null, created_at timestamp with time zone not null, read_at timestamp with time zone
directory.pending_sign_ins constraint pending_sign_ins_account_id_fkey: FOREIGN KEY (account_id) REFERENCES directory.accounts(id) ON DELETE CASCADE
directory.pending_sign_ins constraint pending_sign_ins_pkey: PRIMARY KEY (token_hash)
directory.pending_sign_ins: token_hash bytea not null, account_id uuid not null, attempts integer not null, expires_at timestamp with time zone not null
directory.people constraint people_entity_id_fkey: FOREIGN KEY (entity_id) REFERENCES directory.entities(id)
directory.people constraint people_pkey: PRIMARY KEY (id)
directory.people constraint person_form: CHECK ((form = ANY (ARRAY['m'::text, 'f'::text])))
directory.people constraint person_has_a_name: CHECK ((COALESCE(name_ar, name_en, name_orig) IS NOT NULL))
directory.people constraint person_origin: CHECK ((origin = ANY (ARRAY['record'::text, 'fact'::text, 'demo'::text])))
directory.people: id uuid not null, name_ar text, name_en text, name_orig text, spelling_checked boolean not null, form text, job_title jsonb, entity_id uuid, origin text not null, source jsonb, rev integer not null, created_at timestamp with time zone not null
directory.pub_countries: code text, name jsonb, listed boolean, origin text
directory.pub_entities: id uuid, code text, country_code text, type text, parent_id uuid, name jsonb, aliases jsonb, origin text
directory.pub_people: id uuid, name_ar text, name_en text, name_orig text, entity_id uuid, origin text
directory.role_grants constraint grant_scope: CHECK ((scope_kind = ANY (ARRAY['instance'::text, 'country'::text, 'entity'::text, 'programme'::text])))
directory.role_grants constraint grant_scope_named: CHECK (((scope_kind = 'instance'::text) = (scope_id IS NULL)))
directory.role_grants constraint role_grants_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id) ON DELETE CASCADE
directory.role_grants constraint role_grants_pkey: PRIMARY KEY (id)
directory.role_grants: id uuid not null, person_id uuid not null, role text not null, scope_kind text not null, scope_id text, granted_by uuid, granted_at timestamp with time zone not null, ended_at timestamp with time zone
directory.role_rules constraint role_rules_pkey: PRIMARY KEY (role)
directory.role_rules: role text not null, second_factor boolean not null
directory.sign_in_failures constraint sign_in_failures_pkey: PRIMARY KEY (bucket)
directory.sign_in_failures: bucket text not null, failures integer not null, window_start timestamp with time zone not null
directory.sign_ins constraint sign_ins_account_id_fkey: FOREIGN KEY (account_id) REFERENCES directory.accounts(id) ON DELETE CASCADE
directory.sign_ins constraint sign_ins_pkey: PRIMARY KEY (id)
directory.sign_ins constraint sign_ins_token_hash_key: UNIQUE (token_hash)
directory.sign_ins: id uuid not null, token_hash bytea not null, account_id uuid not null, agent text not null, second_factor boolean not null, created_at timestamp with time zone not null, seen_at timestamp with time zone not null, ends_at timestamp with time zone not null, ended_at timestamp with time zone
directory.tokens constraint tokens_account_id_fkey: FOREIGN KEY (account_id) REFERENCES directory.accounts(id) ON DELETE CASCADE
directory.tokens constraint tokens_pkey: PRIMARY KEY (id)
directory.tokens constraint tokens_token_hash_key: UNIQUE (token_hash)
directory.tokens: id uuid not null, token_hash bytea not null, account_id uuid not null, name text not null, scopes ARRAY not null, second_factor boolean not null, created_at timestamp with time zone not null, ends_at timestamp with time zone not null, last_used_at timestamp with time zone, revoked_at timestamp with time zone
exchange.hidden_matches constraint hidden_matches_need_id_fkey: FOREIGN KEY (need_id) REFERENCES exchange.needs(id) ON DELETE CASCADE
exchange.hidden_matches constraint hidden_matches_pkey: PRIMARY KEY (need_id, practice_id)
exchange.hidden_matches: need_id uuid not null, practice_id uuid not null, hidden_by uuid, hidden_at timestamp with time zone not null
exchange.needs constraint need_budget: CHECK ((budget >= (0)::numeric))
exchange.needs constraint need_months: CHECK (((months >= 1) AND (months <= 120)))
exchange.needs constraint need_origin: CHECK ((origin = ANY (ARRAY['record'::text, 'demo'::text])))
exchange.needs constraint need_state: CHECK ((state = ANY (ARRAY['open'::text, 'matched'::text, 'met'::text, 'withdrawn'::text])))
exchange.needs constraint needs_country_code_fkey: FOREIGN KEY (country_code) REFERENCES directory.countries(code)
exchange.needs constraint needs_entity_id_fkey: FOREIGN KEY (entity_id) REFERENCES directory.entities(id)
exchange.needs constraint needs_no_key: UNIQUE (no)
exchange.needs constraint needs_pkey: PRIMARY KEY (id)
exchange.needs: id uuid not null, no integer not null, entity_id uuid not null, country_code text, author_id uuid, title jsonb not null, problem jsonb not null, cofog ARRAY not null, sdg ARRAY not null, budget numeric, currency text, months integer, languages ARRAY not null, instruments ARRAY not null, deadline date, state text not null, origin text not null, rev integer not null, created_at timestamp with time zone not null, updated_at timestamp with time zone not null
exports.exports constraint export_language: CHECK ((language = ANY (ARRAY['ar'::text, 'en'::text])))
exports.exports constraint export_state: CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text])))
exports.exports constraint exports_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id)
exports.exports constraint exports_pkey: PRIMARY KEY (id)
exports.exports: id uuid not null, person_id uuid not null, second_factor boolean not null, scopes ARRAY, list text not null, query jsonb not null, language text not null, state text not null, position integer not null, file jsonb, refusal jsonb, created_at timestamp with time zone not null, changed_at timestamp with time zone not null
index CREATE INDEX axes_by_due ON partnerships.axes USING btree (due_on) WHERE (due_on IS NOT NULL)
index CREATE INDEX changes_by_practice ON practices.changes USING btree (practice_id)
index CREATE INDEX changes_by_time ON practices.changes USING btree (at DESC, id DESC)
index CREATE INDEX collection_items_by_practice ON practices.collection_items USING btree (practice_id)
index CREATE INDEX comments_by_review ON review.comments USING btree (review_id, "position")
index CREATE INDEX concepts_by_parent ON vocabulary.concepts USING btree (scheme, parent)
index CREATE INDEX conflicts_by_entity ON review.conflicts USING btree (entity_id)
index CREATE INDEX documents_by_transaction ON search.documents USING btree (xid)
index CREATE INDEX entities_by_country ON directory.entities USING btree (country_code)
index CREATE INDEX entities_by_parent ON directory.entities USING btree (parent_id)
index CREATE INDEX exports_of_person ON exports.exports USING btree (person_id, created_at DESC)
index CREATE INDEX follow_ups_by_due ON partnerships.follow_ups USING btree (due_on) WHERE (done_on IS NULL)
index CREATE INDEX idempotency_keys_by_age ON platform.idempotency_keys USING btree (created_at)
index CREATE INDEX imports_by_time ON practices.imports USING btree (created_at DESC, id DESC)
index CREATE INDEX lexicon_pairs_by_lexicon ON search.lexicon_pairs USING btree (lexicon)
index CREATE INDEX links_to ON thread.links USING btree (to_kind, to_id)
index CREATE INDEX moves_by_practice ON practices.moves USING btree (practice_id, at)
index CREATE INDEX needs_by_entity ON exchange.needs USING btree (entity_id)
index CREATE INDEX notices_by_person ON directory.notices USING btree (person_id, created_at DESC)
index CREATE INDEX outbox_due ON platform.outbox USING btree (next_at)
index CREATE INDEX parties_by_country ON partnerships.parties USING btree (country_code)
index CREATE INDEX parties_by_entity ON partnerships.parties USING btree (entity_id)
index CREATE INDEX people_by_entity ON directory.people USING btree (entity_id)
index CREATE INDEX practices_by_country ON practices.practices USING btree (country_code)
index CREATE INDEX practices_by_entity ON practices.practices USING btree (entity_id)
index CREATE INDEX practices_by_state ON practices.practices USING btree (state, updated_at)
index CREATE INDEX practices_featured ON practices.practices USING btree (featured_at) WHERE (featured_at IS NOT NULL)
index CREATE INDEX practices_listed ON practices.practices USING btree (COALESCE(published_at, created_at) DESC, id DESC) WHERE (public_state IS NOT NULL)
index CREATE INDEX practices_superseded ON practices.practices USING btree (superseded_by) WHERE (superseded_by IS NOT NULL)
index CREATE INDEX practices_to_confirm ON practices.practices USING btree (confirmed_at) WHERE (public_state = 'published'::text)
index CREATE INDEX readings_by_indicator ON measures.readings USING btree (indicator_id, "position")
index CREATE INDEX reviews_by_assignee ON review.reviews USING btree (assignee_id) WHERE (state = 'open'::text)
index CREATE INDEX reviews_by_reviewer ON review.reviews USING btree (reviewer_id, decided_at)
index CREATE INDEX reviews_by_subject ON review.reviews USING btree (subject_kind, subject_id)
index CREATE INDEX reviews_open ON review.reviews USING btree (state, opened_at) WHERE (state = 'open'::text)
index CREATE INDEX role_grants_by_person ON directory.role_grants USING btree (person_id) WHERE (ended_at IS NULL)
index CREATE INDEX saved_items_by_practice ON practices.saved_items USING btree (practice_id)
index CREATE INDEX saved_lists_by_person ON practices.saved_lists USING btree (person_id, updated_at DESC)
index CREATE INDEX saved_searches_by_person ON search.saved_searches USING btree (person_id, created_at)
index CREATE INDEX sign_ins_by_account ON directory.sign_ins USING btree (account_id)
index CREATE INDEX tokens_by_account ON directory.tokens USING btree (account_id)
index CREATE INDEX usage_by_day ON practices.usage USING btree (day)
index CREATE INDEX vectors_by_transaction ON search.vectors USING btree (xid)
index CREATE UNIQUE INDEX accounts_email_key ON directory.accounts USING btree (email)
index CREATE UNIQUE INDEX accounts_person_id_key ON directory.accounts USING btree (person_id)
index CREATE UNIQUE INDEX accounts_pkey ON directory.accounts USING btree (id)
index CREATE UNIQUE INDEX agreements_pkey ON partnerships.agreements USING btree (id)
index CREATE UNIQUE INDEX agreements_ref_key ON partnerships.agreements USING btree (ref)
index CREATE UNIQUE INDEX amendments_pkey ON partnerships.amendments USING btree (agreement_id, no)
index CREATE UNIQUE INDEX axes_pkey ON partnerships.axes USING btree (agreement_id, no)
index CREATE UNIQUE INDEX changes_pkey ON practices.changes USING btree (id)
index CREATE UNIQUE INDEX code_numbers_pkey ON practices.code_numbers USING btree (prefix)
index CREATE UNIQUE INDEX collection_items_collection_id_practice_id_key ON practices.collection_items USING btree (collection_id, practice_id)
index CREATE UNIQUE INDEX collection_items_pkey ON practices.collection_items USING btree (collection_id, "position")
index CREATE UNIQUE INDEX collections_pkey ON practices.collections USING btree (id)
index CREATE UNIQUE INDEX collections_slug_key ON practices.collections USING btree (slug)
index CREATE UNIQUE INDEX comments_pkey ON review.comments USING btree (id)
index CREATE UNIQUE INDEX concepts_pkey ON vocabulary.concepts USING btree (scheme, code)
index CREATE UNIQUE INDEX conflicts_pkey ON review.conflicts USING btree (person_id, entity_id)
index CREATE UNIQUE INDEX countries_pkey ON directory.countries USING btree (code)
index CREATE UNIQUE INDEX criteria_pkey ON review.criteria USING btree (code)
index CREATE UNIQUE INDEX criteria_revision_pkey ON review.criteria_revision USING btree (one)
index CREATE UNIQUE INDEX documents_pkey ON search.documents USING btree (kind, ref_id)
index CREATE UNIQUE INDEX entities_code_key ON directory.entities USING btree (code)
index CREATE UNIQUE INDEX entities_pkey ON directory.entities USING btree (id)
index CREATE UNIQUE INDEX entries_pkey ON audit.entries USING btree (id)
index CREATE UNIQUE INDEX exports_pkey ON exports.exports USING btree (id)
index CREATE UNIQUE INDEX external_records_pkey ON practices.external_records USING btree (source_key, external_id)
index CREATE UNIQUE INDEX external_records_practice_id_key ON practices.external_records USING btree (practice_id)
index CREATE UNIQUE INDEX follow_ups_pkey ON partnerships.follow_ups USING btree (agreement_id, meeting, no)
index CREATE UNIQUE INDEX heads_pkey ON audit.heads USING btree (size)
index CREATE UNIQUE INDEX hidden_matches_pkey ON exchange.hidden_matches USING btree (need_id, practice_id)
index CREATE UNIQUE INDEX idempotency_keys_pkey ON platform.idempotency_keys USING btree (actor, key)
index CREATE UNIQUE INDEX import_mappings_pkey ON practices.import_mappings USING btree (source_key, columns)
index CREATE UNIQUE INDEX import_rows_pkey ON practices.import_rows USING btree (import_id, "position")
index CREATE UNIQUE INDEX imports_pkey ON practices.imports USING btree (id)
index CREATE UNIQUE INDEX indicator_position ON measures.indicators USING btree (subject_kind, subject_id, "position")
index CREATE UNIQUE INDEX indicators_pkey ON measures.indicators USING btree (id)
index CREATE UNIQUE INDEX initiatives_pkey ON partnerships.initiatives USING btree (agreement_id, no)
index CREATE UNIQUE INDEX invitations_pkey ON directory.invitations USING btree (id)
index CREATE UNIQUE INDEX invitations_token_hash_key ON directory.invitations USING btree (token_hash)
index CREATE UNIQUE INDEX lease_pkey ON audit.lease USING btree (name)
index CREATE UNIQUE INDEX lease_pkey ON search.lease USING btree (one)
index CREATE UNIQUE INDEX leaves_entry_id_key ON audit.leaves USING btree (entry_id)
index CREATE UNIQUE INDEX leaves_pkey ON audit.leaves USING btree (seq)
index CREATE UNIQUE INDEX lexicons_pkey ON search.lexicons USING btree (name)
index CREATE UNIQUE INDEX link_once ON thread.links USING btree (from_kind, from_id, verb, to_kind, to_id)
index CREATE UNIQUE INDEX links_pkey ON thread.links USING btree (id)
index CREATE UNIQUE INDEX match_weights_pkey ON search.match_weights USING btree (part)
index CREATE UNIQUE INDEX meetings_pkey ON partnerships.meetings USING btree (agreement_id, no)
index CREATE UNIQUE INDEX memberships_pkey ON directory.memberships USING btree (person_id, category)
index CREATE UNIQUE INDEX moves_pkey ON partnerships.moves USING btree (agreement_id, no)
index CREATE UNIQUE INDEX moves_pkey ON practices.moves USING btree (id)
index CREATE UNIQUE INDEX needs_no_key ON exchange.needs USING btree (no)
index CREATE UNIQUE INDEX needs_pkey ON exchange.needs USING btree (id)
index CREATE UNIQUE INDEX notices_pkey ON directory.notices USING btree (id)
index CREATE UNIQUE INDEX opinions_pkey ON review.opinions USING btree (review_id)
index CREATE UNIQUE INDEX outbox_pkey ON platform.outbox USING btree (id)
index CREATE UNIQUE INDEX parties_pkey ON partnerships.parties USING btree (agreement_id, "position")
index CREATE UNIQUE INDEX pending_sign_ins_pkey ON directory.pending_sign_ins USING btree (token_hash)
index CREATE UNIQUE INDEX people_pkey ON directory.people USING btree (id)
index CREATE UNIQUE INDEX phases_pkey ON partnerships.phases USING btree (agreement_id, no)
index CREATE UNIQUE INDEX practices_code_key ON practices.practices USING btree (code)
index CREATE UNIQUE INDEX practices_pkey ON practices.practices USING btree (id)
index CREATE UNIQUE INDEX readings_pkey ON measures.readings USING btree (id)
index CREATE UNIQUE INDEX reviews_one_open ON review.reviews USING btree (subject_kind, subject_id, stage) WHERE (state = 'open'::text)
index CREATE UNIQUE INDEX reviews_pkey ON review.reviews USING btree (id)
index CREATE UNIQUE INDEX revisions_pkey ON practices.revisions USING btree (practice_id, rev)
index CREATE UNIQUE INDEX role_grants_pkey ON directory.role_grants USING btree (id)
index CREATE UNIQUE INDEX role_rules_pkey ON directory.role_rules USING btree (role)
index CREATE UNIQUE INDEX saved_items_pkey ON practices.saved_items USING btree (list_id, practice_id)
index CREATE UNIQUE INDEX saved_lists_pkey ON practices.saved_lists USING btree (id)
index CREATE UNIQUE INDEX saved_lists_share_key_key ON practices.saved_lists USING btree (share_key)
index CREATE UNIQUE INDEX saved_searches_pkey ON search.saved_searches USING btree (id)
index CREATE UNIQUE INDEX schemes_pkey ON vocabulary.schemes USING btree (code)
index CREATE UNIQUE INDEX settings_pkey ON platform.settings USING btree (name)
index CREATE UNIQUE INDEX sign_in_failures_pkey ON directory.sign_in_failures USING btree (bucket)
index CREATE UNIQUE INDEX sign_ins_pkey ON directory.sign_ins USING btree (id)
index CREATE UNIQUE INDEX sign_ins_token_hash_key ON directory.sign_ins USING btree (token_hash)
index CREATE UNIQUE INDEX snapshot_parts_pkey ON search.snapshot_parts USING btree (snapshot_id, part, no)
index CREATE UNIQUE INDEX snapshots_pkey ON search.snapshots USING btree (id)
index CREATE UNIQUE INDEX state_pkey ON search.state USING btree (one)
index CREATE UNIQUE INDEX tokens_pkey ON directory.tokens USING btree (id)
index CREATE UNIQUE INDEX tokens_token_hash_key ON directory.tokens USING btree (token_hash)
index CREATE UNIQUE INDEX unsealed_pkey ON audit.unsealed USING btree (entry_id)
index CREATE UNIQUE INDEX usage_pkey ON practices.usage USING btree (practice_id, day)
index CREATE UNIQUE INDEX vectors_pkey ON search.vectors USING btree (kind, ref_id)
index CREATE UNIQUE INDEX versions_pkey ON practices.versions USING btree (practice_id, no)
measures.indicators constraint indicator_direction: CHECK ((direction = ANY (ARRAY['increase'::text, 'decrease'::text])))
measures.indicators constraint indicator_kind: CHECK ((kind = ANY (ARRAY['outcome'::text, 'output'::text])))
measures.indicators constraint indicator_position: UNIQUE (subject_kind, subject_id, "position")
measures.indicators constraint indicators_pkey: PRIMARY KEY (id)
measures.indicators: id uuid not null, subject_kind text not null, subject_id text not null, position integer not null, name jsonb not null, unit jsonb not null, kind text not null, direction text not null, method jsonb, attribution jsonb, comparison jsonb
measures.pub_indicators: subject_kind text, subject_id text, position integer, document jsonb
measures.readings constraint reading_role: CHECK ((role = ANY (ARRAY['baseline'::text, 'value'::text, 'target'::text])))
measures.readings constraint reading_verification: CHECK ((verification = ANY (ARRAY['reported'::text, 'confirmed'::text, 'disputed'::text])))
measures.readings constraint readings_indicator_id_fkey: FOREIGN KEY (indicator_id) REFERENCES measures.indicators(id) ON DELETE CASCADE
measures.readings constraint readings_pkey: PRIMARY KEY (id)
measures.readings: id uuid not null, indicator_id uuid not null, position integer not null, role text not null, quantity jsonb not null, dated jsonb not null, verification text not null, verified_by uuid, verified_at timestamp with time zone, reason jsonb
partnerships.agreements constraint agreement_origin: CHECK ((origin = ANY (ARRAY['record'::text, 'fact'::text, 'demo'::text])))
partnerships.agreements constraint agreement_ref: CHECK (((ref ~ '^[A-Z0-9]+(-[A-Z0-9]+)*$'::text) AND (length(ref) <= 40)))
partnerships.agreements constraint agreement_state: CHECK ((state = ANY (ARRAY['proposed'::text, 'negotiating'::text, 'initialled'::text, 'signed'::text, 'in_force'::text, 'renewed'::text, 'expired'::text, 'suspended'::text, 'terminated'::text])))
partnerships.agreements constraint agreement_type: CHECK ((type = ANY (ARRAY['strategic_partnership'::text, 'cooperation'::text, 'mou'::text, 'protocol'::text, 'joint_programme'::text, 'public_private'::text])))
partnerships.agreements constraint agreements_pkey: PRIMARY KEY (id)
partnerships.agreements constraint agreements_ref_key: UNIQUE (ref)
partnerships.agreements: id uuid not null, ref text not null, type text not null, title jsonb not null, purpose jsonb, signed_on jsonb, signed_at jsonb, effective_on jsonb, expires_on date, auto_renew boolean not null, languages ARRAY not null, state text not null, signed boolean not null, source text, origin text not null, reminded_for text, rev integer not null, created_at timestamp with time zone not null, updated_at timestamp with time zone not null
partnerships.amendments constraint amendments_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.amendments constraint amendments_pkey: PRIMARY KEY (agreement_id, no)
partnerships.amendments: agreement_id uuid not null, no integer not null, note jsonb not null, earlier jsonb not null, amended_at timestamp with time zone not null
partnerships.axes constraint axes_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.axes constraint axes_lead_entity_id_fkey: FOREIGN KEY (lead_entity_id) REFERENCES directory.entities(id)
partnerships.axes constraint axes_partner_entity_id_fkey: FOREIGN KEY (partner_entity_id) REFERENCES directory.entities(id)
partnerships.axes constraint axes_pkey: PRIMARY KEY (agreement_id, no)
partnerships.axes constraint axis_status: CHECK ((status = ANY (ARRAY['not_started'::text, 'active'::text, 'on_hold'::text, 'completed'::text, 'dropped'::text])))
partnerships.axes: agreement_id uuid not null, no integer not null, phase integer, title jsonb not null, objectives jsonb, lead_entity_id uuid, partner_entity_id uuid, status text, next_step jsonb, due_on date
partnerships.follow_ups constraint follow_ups_agreement_id_meeting_fkey: FOREIGN KEY (agreement_id, meeting) REFERENCES partnerships.meetings(agreement_id, no) ON DELETE CASCADE
partnerships.follow_ups constraint follow_ups_entity_id_fkey: FOREIGN KEY (entity_id) REFERENCES directory.entities(id)
partnerships.follow_ups constraint follow_ups_pkey: PRIMARY KEY (agreement_id, meeting, no)
partnerships.follow_ups: agreement_id uuid not null, meeting integer not null, no integer not null, what jsonb not null, entity_id uuid, due_on date, done_on date
partnerships.initiatives constraint initiative_status: CHECK ((status = ANY (ARRAY['planned'::text, 'under_way'::text, 'done'::text, 'cancelled'::text])))
partnerships.initiatives constraint initiative_type: CHECK ((type = ANY (ARRAY['training'::text, 'workshop'::text, 'study_visit'::text, 'expert_mission'::text, 'tool_transfer'::text, 'award_support'::text, 'accelerator_cohort'::text, 'event'::text])))
partnerships.initiatives constraint initiatives_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.initiatives constraint initiatives_pkey: PRIMARY KEY (agreement_id, no)
partnerships.initiatives: agreement_id uuid not null, no integer not null, axis integer, type text not null, title jsonb not null, starts_on jsonb, ends_on jsonb, status text not null
partnerships.meetings constraint meetings_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.meetings constraint meetings_pkey: PRIMARY KEY (agreement_id, no)
partnerships.meetings: agreement_id uuid not null, no integer not null, held_on date not null, decisions jsonb not null
partnerships.moves constraint moves_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.moves constraint moves_pkey: PRIMARY KEY (agreement_id, no)
partnerships.moves: agreement_id uuid not null, no integer not null, move text not null, state text not null, reason jsonb, moved_at timestamp with time zone not null
partnerships.parties constraint parties_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.parties constraint parties_country_code_fkey: FOREIGN KEY (country_code) REFERENCES directory.countries(code)
partnerships.parties constraint parties_entity_id_fkey: FOREIGN KEY (entity_id) REFERENCES directory.entities(id)
partnerships.parties constraint parties_pkey: PRIMARY KEY (agreement_id, "position")
partnerships.parties constraint party_is_somebody: CHECK (((country_code IS NOT NULL) OR (entity_id IS NOT NULL)))
partnerships.parties constraint party_role: CHECK ((role = ANY (ARRAY['provider'::text, 'recipient'::text, 'peer'::text, 'facilitator'::text])))
partnerships.parties: agreement_id uuid not null, position integer not null, country_code text, entity_id uuid, role text
partnerships.phases constraint phases_agreement_id_fkey: FOREIGN KEY (agreement_id) REFERENCES partnerships.agreements(id) ON DELETE CASCADE
partnerships.phases constraint phases_pkey: PRIMARY KEY (agreement_id, no)
partnerships.phases: agreement_id uuid not null, no integer not null, title jsonb not null, starts_on jsonb, ends_on jsonb
platform.idempotency_keys constraint idempotency_keys_pkey: PRIMARY KEY (actor, key)
platform.idempotency_keys: actor text not null, key text not null, request_hash text not null, outcome jsonb, created_at timestamp with time zone not null
platform.outbox constraint outbox_pkey: PRIMARY KEY (id)
platform.outbox: id uuid not null, name text not null, payload jsonb not null, created_at timestamp with time zone not null, attempts integer not null, next_at timestamp with time zone not null
platform.settings constraint settings_pkey: PRIMARY KEY (name)
platform.settings: name text not null, value jsonb not null
practices.changes constraint change_kind: CHECK ((kind = ANY (ARRAY['new'::text, 'changed'::text, 'superseded'::text, 'archived'::text, 'restored'::text])))
practices.changes constraint changes_pkey: PRIMARY KEY (id)
practices.changes constraint changes_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.changes: id uuid not null, practice_id uuid not null, kind text not null, version integer, at timestamp with time zone not null
practices.code_numbers constraint code_numbers_pkey: PRIMARY KEY (prefix)
practices.code_numbers: prefix text not null, last_number integer not null
practices.collection_items constraint collection_items_collection_id_fkey: FOREIGN KEY (collection_id) REFERENCES practices.collections(id) ON DELETE CASCADE
practices.collection_items constraint collection_items_collection_id_practice_id_key: UNIQUE (collection_id, practice_id)
practices.collection_items constraint collection_items_pkey: PRIMARY KEY (collection_id, "position")
practices.collection_items constraint collection_items_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.collection_items: collection_id uuid not null, position integer not null, practice_id uuid not null, note jsonb
practices.collections constraint collection_origin: CHECK ((origin = ANY (ARRAY['record'::text, 'demo'::text])))
practices.collections constraint collection_slug: CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)))
practices.collections constraint collection_state: CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text])))
practices.collections constraint collections_pkey: PRIMARY KEY (id)
practices.collections constraint collections_slug_key: UNIQUE (slug)
practices.collections: id uuid not null, slug text not null, title jsonb not null, introduction jsonb, state text not null, origin text not null, rev integer not null, created_at timestamp with time zone not null, updated_at timestamp with time zone not null, published_at timestamp with time zone
practices.external_records constraint external_records_import_id_fkey: FOREIGN KEY (import_id) REFERENCES practices.imports(id)
practices.external_records constraint external_records_pkey: PRIMARY KEY (source_key, external_id)
practices.external_records constraint external_records_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.external_records constraint external_records_practice_id_key: UNIQUE (practice_id)
practices.external_records: source_key text not null, external_id text not null, practice_id uuid not null, digest text not null, import_id uuid not null
practices.import_mappings constraint import_mappings_pkey: PRIMARY KEY (source_key, columns)
practices.import_mappings: source_key text not null, columns ARRAY not null, mapping jsonb not null, used_at timestamp with time zone not null
practices.import_rows constraint import_outcome: CHECK ((outcome = ANY (ARRAY['created'::text, 'changed'::text, 'unchanged'::text, 'failed'::text, 'undone'::text, 'kept'::text])))
practices.import_rows constraint import_rows_import_id_fkey: FOREIGN KEY (import_id) REFERENCES practices.imports(id) ON DELETE CASCADE
practices.import_rows constraint import_rows_pkey: PRIMARY KEY (import_id, "position")
practices.import_rows: import_id uuid not null, position integer not null, line integer not null, external_id text, outcome text not null, practice_id uuid, code text, before jsonb, problems jsonb not null
practices.imports constraint import_format: CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'json'::text])))
practices.imports constraint import_state: CHECK ((state = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'running'::text, 'done'::text, 'undoing'::text, 'undone'::text, 'failed'::text])))
practices.imports constraint imports_pkey: PRIMARY KEY (id)
practices.imports: id uuid not null, file jsonb not null, format text not null, columns ARRAY not null, row_count integer not null, notes jsonb not null, mapping jsonb, state text not null, position integer not null, refusal jsonb, lease uuid, lease_until timestamp with time zone, by_person uuid, created_at timestamp with time zone not null, changed_at timestamp with time zone not null
practices.moves constraint moves_pkey: PRIMARY KEY (id)
practices.moves constraint moves_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.moves: id uuid not null, practice_id uuid not null, version integer not null, move text not null, from_state text not null, to_state text not null, by_person uuid, at timestamp with time zone not null
practices.practices constraint practice_code_form: CHECK ((code ~ '^[A-Z]{2}-\d{4,6}$'::text))
practices.practices constraint practice_grade: CHECK ((grade = ANY (ARRAY['E0'::text, 'E1'::text, 'E2'::text, 'E3'::text, 'E4'::text, 'E5'::text])))
practices.practices constraint practice_orig: CHECK ((orig = ANY (ARRAY['ar'::text, 'en'::text])))
practices.practices constraint practice_origin: CHECK ((origin = ANY (ARRAY['record'::text, 'fact'::text, 'demo'::text, 'import'::text])))
practices.practices constraint practice_public_state: CHECK ((public_state = ANY (ARRAY['stub'::text, 'published'::text, 'superseded'::text])))
practices.practices constraint practices_code_key: UNIQUE (code)
practices.practices constraint practices_country_code_fkey: FOREIGN KEY (country_code) REFERENCES directory.countries(code)
practices.practices constraint practices_entity_id_fkey: FOREIGN KEY (entity_id) REFERENCES directory.entities(id)
practices.practices constraint practices_pkey: PRIMARY KEY (id)
practices.practices constraint practices_superseded_by_fkey: FOREIGN KEY (superseded_by) REFERENCES practices.practices(id)
practices.practices: id uuid not null, code text not null, entity_id uuid, country_code text, author_id uuid, orig text not null, state text not null, version integer not null, published_version integer, grade text, grade_reason jsonb, card jsonb not null, divisions ARRAY not null, stage text, origin text not null, source jsonb, rev integer not null, created_at timestamp with time zone not null, updated_at timestamp with time zone not null, published_at timestamp with time zone, public_state text, graded_at timestamp with time zone, confirmed_at timestamp with time zone, asked_at timestamp with time zone, featured_at timestamp with time zone, superseded_by uuid, list_item text
practices.revisions constraint revisions_pkey: PRIMARY KEY (practice_id, rev)
practices.revisions constraint revisions_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.revisions: practice_id uuid not null, rev integer not null, content jsonb not null, results jsonb not null
practices.saved_items constraint saved_items_list_id_fkey: FOREIGN KEY (list_id) REFERENCES practices.saved_lists(id) ON DELETE CASCADE
practices.saved_items constraint saved_items_pkey: PRIMARY KEY (list_id, practice_id)
practices.saved_items constraint saved_items_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.saved_items: list_id uuid not null, practice_id uuid not null, note text not null, added_at timestamp with time zone not null
practices.saved_lists constraint saved_lists_pkey: PRIMARY KEY (id)
practices.saved_lists constraint saved_lists_share_key_key: UNIQUE (share_key)
practices.saved_lists: id uuid not null, person_id uuid not null, name text not null, note text not null, share_key text, created_at timestamp with time zone not null, updated_at timestamp with time zone not null
practices.usage constraint usage_pkey: PRIMARY KEY (practice_id, day)
practices.usage constraint usage_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.usage: practice_id uuid not null, day date not null, views integer not null, found integer not null
practices.versions constraint versions_pkey: PRIMARY KEY (practice_id, no)
practices.versions constraint versions_practice_id_fkey: FOREIGN KEY (practice_id) REFERENCES practices.practices(id) ON DELETE CASCADE
practices.versions: practice_id uuid not null, no integer not null, content jsonb not null, note jsonb, written_by uuid, written_at timestamp with time zone not null, frozen_at timestamp with time zone, digest text, writers ARRAY not null, grade text, grade_reason jsonb, graded_at timestamp with time zone
review.comments constraint comments_pkey: PRIMARY KEY (id)
review.comments constraint comments_review_id_fkey: FOREIGN KEY (review_id) REFERENCES review.reviews(id) ON DELETE CASCADE
review.comments: id uuid not null, review_id uuid not null, field text not null, text text not null, position integer not null
review.conflicts constraint conflicts_pkey: PRIMARY KEY (person_id, entity_id)
review.conflicts: person_id uuid not null, entity_id uuid not null, reason text not null, declared_at timestamp with time zone not null
review.criteria constraint criteria_pkey: PRIMARY KEY (code)
review.criteria constraint criterion_code: CHECK (((code ~ '^[a-z][a-z0-9-]*$'::text) AND (length(code) <= 40)))
review.criteria constraint criterion_level: CHECK ((level = ANY (ARRAY['check'::text, 'expert'::text])))
review.criteria: code text not null, level text not null, position integer not null, title jsonb not null, guidance jsonb, in_use boolean not null
review.criteria_revision constraint criteria_revision_pkey: PRIMARY KEY (one)
review.criteria_revision constraint one_row: CHECK (one)
review.criteria_revision: one boolean not null, rev integer not null
review.opinions constraint opinions_pkey: PRIMARY KEY (review_id)
review.opinions constraint opinions_review_id_fkey: FOREIGN KEY (review_id) REFERENCES review.reviews(id) ON DELETE CASCADE
review.opinions: review_id uuid not null, reviewer_id uuid not null, scores jsonb not null, note text not null, written_at timestamp with time zone not null
review.pub_open: subject_kind text, subject_id text, stage text, assignee_id uuid, opened_at timestamp with time zone, due_on date
review.reviews constraint review_stage: CHECK ((stage = ANY (ARRAY['check'::text, 'expert'::text])))
review.reviews constraint review_state: CHECK ((state = ANY (ARRAY['open'::text, 'passed'::text, 'returned'::text, 'closed'::text])))
review.reviews constraint reviews_pkey: PRIMARY KEY (id)
review.reviews: id uuid not null, subject_kind text not null, subject_id text not null, stage text not null, reviewer_id uuid, state text not null, opened_at timestamp with time zone not null, due_on date not null, decided_at timestamp with time zone, assignee_id uuid, assigned_at timestamp with time zone
search.documents constraint documents_pkey: PRIMARY KEY (kind, ref_id)
search.documents: kind text not null, ref_id text not null, path text not null, audiences ARRAY not null, facets jsonb not null, tags ARRAY not null, texts jsonb not null, at timestamp with time zone not null, gone boolean not null, xid xid8 not null
search.lease constraint lease_one_row: CHECK (one)
search.lease constraint lease_pkey: PRIMARY KEY (one)
search.lease: one boolean not null, holder text, until timestamp with time zone not null
search.lexicon_pairs constraint lexicon_pairs_lexicon_fkey: FOREIGN KEY (lexicon) REFERENCES search.lexicons(name) ON DELETE CASCADE
search.lexicon_pairs: lexicon text not null, from_language text not null, from_text text not null, to_language text not null, to_text text not null
search.lexicons constraint lexicons_pkey: PRIMARY KEY (name)
search.lexicons: name text not null, format text not null, pairs integer not null, imported_at timestamp with time zone not null
search.match_weights constraint match_weights_pkey: PRIMARY KEY (part)
search.match_weights constraint weight_not_negative: CHECK ((weight >= (0)::double precision))
search.match_weights: part text not null, weight double precision not null
search.saved_searches constraint saved_searches_person_id_fkey: FOREIGN KEY (person_id) REFERENCES directory.people(id) ON DELETE CASCADE
search.saved_searches constraint saved_searches_pkey: PRIMARY KEY (id)
search.saved_searches: id uuid not null, person_id uuid not null, name text not null, filters jsonb not null, seen ARRAY not null, looked_at timestamp with time zone not null, fresh integer not null, fresh_at timestamp with time zone, created_at timestamp with time zone not null
search.snapshot_parts constraint part_kind: CHECK ((part = ANY (ARRAY['words'::text, 'records'::text])))
search.snapshot_parts constraint snapshot_parts_pkey: PRIMARY KEY (snapshot_id, part, no)
search.snapshot_parts constraint snapshot_parts_snapshot_id_fkey: FOREIGN KEY (snapshot_id) REFERENCES search.snapshots(id) ON DELETE CASCADE
search.snapshot_parts: snapshot_id uuid not null, part text not null, no integer not null, body bytea not null, digest text not null
search.snapshots constraint snapshots_pkey: PRIMARY KEY (id)
search.snapshots: id uuid not null, format text not null, generation integer not null, horizon xid8 not null, documents integer not null, whole boolean not null, made_at timestamp with time zone not null
search.state constraint state_one_row: CHECK (one)
search.state constraint state_pkey: PRIMARY KEY (one)
search.state: one boolean not null, generation integer not null, lexicons integer not null, pruned xid8 not null, forms jsonb not null
search.vectors constraint vectors_pkey: PRIMARY KEY (kind, ref_id)
search.vectors: kind text not null, ref_id text not null, digest text not null, document_xid xid8 not null, vector bytea not null, xid xid8 not null
thread.links constraint link_not_to_itself: CHECK (((from_kind <> to_kind) OR (from_id <> to_id)))
thread.links constraint link_once: UNIQUE (from_kind, from_id, verb, to_kind, to_id)
thread.links constraint links_pkey: PRIMARY KEY (id)
thread.links: id uuid not null, from_kind text not null, from_id text not null, verb text not null, to_kind text not null, to_id text not null, created_by uuid, created_at timestamp with time zone not null
thread.pub_linked: kind text, id text
vocabulary.concepts constraint concepts_pkey: PRIMARY KEY (scheme, code)
vocabulary.concepts constraint concepts_scheme_fkey: FOREIGN KEY (scheme) REFERENCES vocabulary.schemes(code)
vocabulary.concepts: scheme text not null, code text not null, parent text, label jsonb not null, definition jsonb, position integer not null
vocabulary.schemes constraint schemes_pkey: PRIMARY KEY (code)
vocabulary.schemes: code text not null, name jsonb not null, source text not null
