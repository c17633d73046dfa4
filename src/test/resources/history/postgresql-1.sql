CREATE TABLE message (
  id bigint NOT NULL,
  room text NOT NULL,
  room_key text NOT NULL,
  time timestamp with time zone NOT NULL,
  nickname text NOT NULL,
  nickname_key text NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  CONSTRAINT message_pkey PRIMARY KEY (id),
  CONSTRAINT message_kind_check CHECK ((kind = ANY (ARRAY['chat'::text, 'emote'::text, 'topic'::text])))
);
CREATE INDEX message_at_time ON public.message USING btree ("time");
CREATE INDEX message_of_nickname ON public.message USING btree (nickname_key, id);
CREATE INDEX message_of_room ON public.message USING btree (room_key, id);
CREATE INDEX topic_of_room ON public.message USING btree (room_key, id) WHERE (kind = 'topic'::text);
CREATE TABLE counter (
  last bigint NOT NULL
);
CREATE TABLE token (
  token text NOT NULL,
  first_id bigint NOT NULL,
  CONSTRAINT token_pkey PRIMARY KEY (token)
);
CREATE INDEX token_in_order ON public.token USING btree (first_id);
CREATE TABLE indexed (
  last bigint NOT NULL
);
CREATE TABLE message_words (
  id bigint NOT NULL,
  words tsvector NOT NULL,
  CONSTRAINT message_words_pkey PRIMARY KEY (id)
);
CREATE INDEX message_words_of ON public.message_words USING gin (words);
CREATE TABLE flyway_schema_history (
  installed_rank integer NOT NULL,
  version character varying(50),
  description character varying(200) NOT NULL,
  type character varying(20) NOT NULL,
  script character varying(1000) NOT NULL,
  checksum integer,
  installed_by character varying(100) NOT NULL,
  installed_on timestamp without time zone NOT NULL DEFAULT now(),
  execution_time integer NOT NULL,
  success boolean NOT NULL,
  CONSTRAINT flyway_schema_history_pk PRIMARY KEY (installed_rank)
);
CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history USING btree (success);
INSERT INTO message VALUES
(1, 'lobby', 'lobby', '2026-01-31T12:00:00.123456Z', 'Bob', 'bob', 'chat', 'one'),
(2, 'lobby', 'lobby', '2026-01-31T12:00:00.123456Z', 'ann', 'ann', 'topic', 'two'),
(3, 'lobby', 'lobby', '2026-01-31T12:00:00.123456Z', 'bob', 'bob', 'emote', 'three');
INSERT INTO counter VALUES
(3);
INSERT INTO token VALUES
('of-old', 1);
INSERT INTO indexed VALUES
(1);
INSERT INTO message_words VALUES
(1, '''one''');
INSERT INTO flyway_schema_history VALUES
(1, '1', 'messages', 'SQL', 'V1__messages.sql', -1841369651, 'postgres', '2026-11-29T22:14:41.355035Z', 22, true);
