-- Who took a review on or was given it; nobody else decides it then.
alter table review.reviews add column assignee_id uuid, add column assigned_at timestamptz;
create index reviews_by_assignee on review.reviews (assignee_id) where state = 'open';
create index reviews_by_reviewer on review.reviews (reviewer_id, decided_at);

-- For the desks of modules above: what is open and with whom.
create view review.pub_open as
  select subject_kind, subject_id, stage, assignee_id, opened_at, due_on from review.reviews where state = 'open';

-- What a record is held against, level by level. The office edits the words; a code stays, because scores name it.
create table review.criteria (
  code text primary key constraint criterion_code check (code ~ '^[a-z][a-z0-9-]*$' and length(code) <= 40),
  level text not null constraint criterion_level check (level in ('check', 'expert')),
  position integer not null,
  title jsonb not null,
  guidance jsonb,
  in_use boolean not null default true
);
create table review.criteria_revision (
  one boolean primary key default true constraint one_row check (one),
  rev integer not null
);
insert into review.criteria_revision (rev) values (1);

insert into review.criteria (code, level, position, title, guidance)
  select code, level, position,
    jsonb_build_object('orig', 'ar', 'texts', jsonb_build_object('ar', jsonb_build_object('text', ar, 'status', 'original', 'rev', 1), 'en', jsonb_build_object('text', en, 'status', 'human', 'rev', 1, 'basedOn', 1))),
    jsonb_build_object('orig', 'ar', 'texts', jsonb_build_object('ar', jsonb_build_object('text', why_ar, 'status', 'original', 'rev', 1), 'en', jsonb_build_object('text', why_en, 'status', 'human', 'rev', 1, 'basedOn', 1)))
  from (values
    ('whole', 'check', 1, 'اكتمال السجل', 'Complete', 'كل جزء إلزامي مستوفى، والنتائج والشروط وأدلة الإثبات ليست فارغة.', 'Every required part is filled; results, conditions and evidence are not empty.'),
    ('stands-alone', 'check', 2, 'وضوحه لمن لا يعرف الجهة', 'Stands alone', 'يفهمه قارئ من دولة أخرى دون الرجوع إلى مصدر غيره، والمختصرات مفسَّرة.', 'A reader from another country understands it without another source; abbreviations are explained.'),
    ('no-personal-data', 'check', 3, 'خلوّه من البيانات الشخصية', 'No personal data', 'لا اسم لفرد عادي ولا صورة ولا رقم يدل عليه، في النص وفي المرفقات.', 'No name, picture or number of a private person, in the text and in the files.'),
    ('evidence-opens', 'check', 4, 'إتاحة أدلة الإثبات', 'Evidence can be read', 'الملفات تُفتح وتتصل بالنتائج المذكورة، ويجوز نشرها.', 'The files open, belong to the results, and may be published.'),
    ('relevance', 'expert', 1, 'الصلة بالأولويات', 'Relevance', 'تعالج مشكلة تواجه حكومات أخرى، وصلتها بالأهداف المذكورة واضحة.', 'It answers a problem that other governments have; its link to the named goals is clear.'),
    ('effect', 'expert', 2, 'الأثر', 'Effect', 'التغيّر مذكور برقم قبل وبعد، والآثار غير المقصودة والإخفاقات مذكورة بالصراحة نفسها.', 'The change is told with figures before and after; unintended effects and failures are told as openly.'),
    ('evidence', 'expert', 3, 'أدلة الإثبات', 'Evidence', 'طريقة القياس مذكورة، وما يُنسب إلى الممارسة ثبت أنه بسببها.', 'How it was measured is stated, and what is credited to the practice is shown to come from it.'),
    ('transferability', 'expert', 4, 'قابلية النقل', 'Transferability', 'الشروط والقيود وما يجب تكييفه تكفي جهة أخرى لتقرر.', 'Conditions, constraints and what to adapt are enough for another entity to decide.'),
    ('clarity', 'expert', 5, 'الوضوح', 'Clarity', 'لغة بسيطة في العربية والإنجليزية، والخطوات بترتيب يمكن اتباعه.', 'Plain words in Arabic and English, with steps in an order one can follow.')
  ) as given (code, level, position, ar, en, why_ar, why_en);
