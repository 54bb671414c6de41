### What a person reads in English. One code per line; parameters are named for what they hold.

## Counting

count-items = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
count-services = { $count ->
    [one] { $count } service
   *[other] { $count } services
}
count-relationships = { $count ->
    [one] { $count } relationship
   *[other] { $count } relationships
}
count-more = … and { $count } more (--json lists all)

## Levels, operation, modes

level-unaffected = holds
level-at_risk = at risk
level-degraded = degraded
level-down = down
level-at-risk-own = at risk (own redundancy)
operation-in_service = in service
operation-degraded = degraded
operation-out_of_service = out of service
mode-full_outage = full outage
mode-degraded = degraded operation
strength-hard = hard
strength-degrading = degrading
strength-soft = soft
strength-info = info
needs-source = source needs target
needs-target = target needs source
needs-none = neither needs the other

## The verdict in one sentence

verdict-nothing-out = Nothing goes out, and nothing was out before: every item holds.
verdict-services-down = { $count ->
    [one] { $names } goes down.
   *[other] { $count } services go down: { $names }.
}
verdict-no-service-down = No service goes down.
verdict-no-service = No service is mapped to what goes out.
verdict-services-degraded = { $count ->
    [one] { $names } is degraded.
   *[other] { $count } services are degraded: { $names }.
}
verdict-services-at-risk = { $count ->
    [one] { $names } keeps working with less redundancy.
   *[other] { $count } services keep working with less redundancy: { $names }.
}
verdict-other-items = { $count ->
    [one] One other item is hit.
   *[other] { $count } other items are hit.
}
verdict-no-spare = { $count ->
    [one] One group has no spare left: the next failure there is an outage.
   *[other] { $count } groups have no spare left: the next failure there is an outage.
}
verdict-rests-on-assumed = { $count ->
    [one] { $names } rests on redundancy nobody declared.
   *[other] { $count } services rest on redundancy nobody declared: { $names }.
}

## Impact: headings and columns

impact-goes-out = What goes out
impact-already-down = Already down or degraded
impact-hit-services = Services hit
impact-hit-others = Other items hit
impact-customers = Customers hit
impact-eroded = Redundancy reduced
impact-lost-support = Lost support
impact-assumed = Rests on assumed redundancy
impact-assumed-action = Declare how many members each group needs (min_up), or accept the level on the right.
impact-model-errors = Model errors the verdict rests on
impact-answers = Four answers
impact-nothing-hit = Nothing else is hit.
impact-footer = Record no. { $seq } · analysis { $analysis }
impact-reachable = Could be reached if nothing held: { $items }, { $services }. That is no impact.
impact-report-written = Report: { $path }
answer-as-planned = As planned
answer-if-it-fails = If it fails
answer-without-assumed = With assumed redundancy not there
answer-could-be-reached = Could be reached (not impact)
column-attribute = Attribute
column-members = Members
what-zip = a ZIP archive or a spreadsheet (XLSX)
what-pdf = a PDF document
what-xls = an old Office document (XLS)
what-gzip = a gzip archive
what-sqlite = an SQLite database
what-picture = a picture
what-binary = a binary file
what-json = JSON text
what-xml = XML or HTML text
column-answer = Answer
column-level = Level
column-key = Key
column-name = Name
column-type = Type
column-tier = Tier
column-status = Status
column-operation = Operation
column-since = Since
column-reason = Reason
column-mode = How
column-service = Service
column-customer = Customer
column-group = Group
column-needed = Needed
column-spares = Spares left
column-spares-degraded = If degraded do not count
column-failed = Failed
column-as-planned = As planned
column-without-assumed = Without assumed redundancy
column-problem = What is wrong
column-services-down = Services down
column-services-degraded = Services degraded
column-services-at-risk = Services at risk
column-items = Items down / degraded / at risk
column-record = Record no.
column-when = When
column-who = Who (asserted)
column-kind = Kind
column-edits = Edits
column-field = Field
column-relationship = Relationship
column-other = Other item
column-label = Label
column-count = Count
column-verified = Last verified
column-how-much = Strength
column-changed = Changed
column-value = Value
column-hash = Hash
group-needs = { $k } of { $n }
group-needs-degraded = { $k } of { $n }, degraded below { $q }
group-assumed = { $k } of { $n }, assumed
model-error-k_exceeds_members = needs { $k } members, and only { $n } take part
model-error-no_members = no member takes part: this requirement raises nothing
model-error-absent_provider = { $provider } does not take part (lifecycle)

## Why and why not

why-heading = Why { $name } is { $level }
why-not-heading = Why { $name } is not down
why-seed = goes out itself
why-context = was { $level } before
why-requirement = needs { $needs } of “{ $group }”; failed: { $failed }
why-single = needs { $failed } ({ $type })
why-single-verified = needs { $failed } ({ $type }; { $verified })
why-failed = { $failed } ({ $type }; { $verified })
why-verified = verified { $when }
why-never-verified = never verified
why-confidence-stalest = The oldest verification in this chain: { $when }.
why-confidence-never = { $count ->
    [one] One relationship in this chain was never verified.
   *[other] { $count } relationships in this chain were never verified.
}
why-not-held = “{ $group }” of { $name } holds: { $needs } needed, { $down } down, spares left: { $margin }
why-not-softened = “{ $group }” of { $name } passes on “{ $result }” although its worst member is { $worst }
why-not-unreachable = Nothing that { $name } needs, directly or indirectly, goes out.

## Confirmations

done-created = Created { $path } (record no. { $seq }).
done-sample = The sample estate is in it: { $items }, { $relationships }.
done-imported = Imported as record no. { $seq }.
done-nothing-new = Nothing new in these files: no record was made.
done-dry-run = Dry run: nothing was changed.
done-operation = { $key } is { $operation } (record no. { $seq }).
done-generated = Wrote { $items } and { $relationships }.
done-rejects = { $count ->
    [one] One refused row, with its reason: { $path }
   *[other] { $count } refused rows, with their reasons: { $path }
}
check-sound = Sound: { $commits } records, { $edits } edits, { $pages } pages, { $records } entries; every checksum, the hash chain and the replay agree.
check-findings = { $count ->
    [one] One finding. Nothing was changed. Keep this directory, restore from a back-up or copy, and check again.
   *[other] { $count } findings. Nothing was changed. Keep this directory, restore from a back-up or copy, and check again.
}
check-finding = { $place }: { $what } — expected { $expected }, found { $found }
status-estate = Estate
status-path = Directory
status-lineage = Lineage
status-head = Last record
status-hash = Head hash
status-counts = Contents
status-requirements = Requirements with declared terms
status-size = On disk
status-states = By status
status-classes = By type
status-out = Not in service
status-learned-types = Learned relationship types, to be confirmed
status-learned-classes = Learned types of items, to be confirmed
status-role-primary = primary
status-role-replica = replica, read-only
items-total = { $shown } of { $total } shown
items-none = No item matches this filter.
items-none-at-all = This estate has no items yet. Import a file: cairn -e { $path } import items.csv relationships.csv
show-attributes = Attributes
show-relationships = Relationships
show-needs = Needs
show-history = History
show-recorded-first = first recorded
record-kind-load = load
record-kind-change = change
record-kind-correction = correction
record-kind-verification = verification
record-kind-model = model
record-kind-policy = policy
record-kind-revert = revert
record-kind-purge = purge
record-kind-baseline = baseline
record-kind-operation = operation
record-kind-process = process
show-does-not-participate = Its status keeps it out of every analysis.
import-file-line = { $file }: { $rows ->
    [one] 1 row
   *[other] { $rows } rows
} of { $kind }, { $encoding }, delimiter { $delimiter }
kind-items = items
kind-relationships = relationships
import-plan = Plan
import-items = Items
import-relationships = Relationships
import-new = New
import-update = Update
import-same = Same
import-ambiguous = Ambiguous
import-rejected = Refused
import-requirements = Requirements
import-learned-classes = Learned types of items: { $list }
import-learned-types = Learned relationship types: { $list }
import-missing = { $count ->
    [one] One item of source “{ $source }” is not in these files; it stays as it is.
   *[other] { $count } items of source “{ $source }” are not in these files; they stay as they are.
}
import-refused = Rows refused, not imported
import-refused-line = { $file }, line { $line }: { $reason }
import-refused-hint = The other rows are not affected. Mend these and import again; --rejects FILE writes them with their reasons.

## Warnings

warning-columns-not-kept = { $file }: these columns have no place in a relationship and are not kept: { $columns }
warning-status-word = The status “{ $word }” is not known and counts as live ({ $rows ->
    [one] 1 row
   *[other] { $rows } rows
}).
warning-columns-unnamed = { $file }: column { $columns } has no name in the header; its values are not kept. Name it and import again to keep them.
warning-option-unused = { $option } speaks of “{ $word }”, and no row in these files has that type. Look for a spelling mistake.

## Why a row is refused

row-empty = “{ $column }” is empty; every row needs it
row-too-long = “{ $column }” holds { $bytes } bytes; at most 65536 fit
row-bad-json = “{ $column }” is not a JSON object: { $detail }
row-zero-members = “{ $column }” is 0; a requirement needs at least 1 member
row-above-hundred = “{ $column }” is more than 100 %
row-not-a-threshold = “{ $value }” in “{ $column }” is neither a count nor a percentage such as 60%
row-not-a-strength = “{ $value }” in “{ $column }” is not a strength; write hard, degrading, soft or info
row-cell-count = the row has { $found } cells, the header { $expected }; look for a missing quotation mark or delimiter
row-duplicate-id = the id “{ $id }” is already used in { $file }, line { $line }; give each item its own id
row-not-an-integer = “{ $attribute }” is “{ $value }”; a whole number is expected
row-not-a-decimal = “{ $attribute }” is “{ $value }”; a decimal number is expected
row-not-a-boolean = “{ $attribute }” is “{ $value }”; write yes or no
row-not-in-list = “{ $attribute }” is “{ $value }”; allowed: { $allowed }
row-not-a-date = “{ $attribute }” is “{ $value }”; write a date as 2026-11-21, up to the year 9999
row-not-a-moment = “{ $attribute }” is “{ $value }”; write a moment as 2026-11-21T09:30:00Z
row-out-of-range = “{ $attribute }” is { $value }; allowed: { $min } to { $max }
row-ambiguous = “{ $id }” could be any of { $count } items of the estate; give it the source id of the right one
row-other-class = “{ $id }” is a { $known } in the estate and a { $class } in the file; an import does not change what a thing is
row-unknown-end = there is no item “{ $id }” in the files or under source “{ $source }” in the estate; add its row or correct the id
row-end-refused = the item “{ $id }” was refused itself ({ $file }, line { $line })
row-self-loop = “{ $id }” would be related to itself
row-duplicate-relationship = { $from } { $type } { $to } is already in { $file }, line { $line }
row-info-with-label = “{ $type }” is information only here; a group label on it means nothing
row-nothing-needed = “{ $type }” says that neither end needs the other; min_up, degraded_below and strength mean nothing on it
row-mixed-terms = the group “{ $group }” has another { $field } in { $file }, line { $line }; one group has one value
row-q-below-k = in the group “{ $group }” degraded_below ({ $q }) is less than min_up ({ $k })

## What is refused as a whole: what, where, what was not changed, what to do

error-no-such-item = No item is meant by “{ $words }”: it is no key, id, source id or name in this estate. Look with: cairn -e DIR items { $words }
error-ambiguous-item = “{ $words }” means { $count } items: { $candidates }. Give the key.
error-does-not-participate = { $key } is { $state } and takes part in no analysis. Nothing was asked. Choose an item that is live, in maintenance, retiring or missing.
error-no-reason = A reason is missing. Nothing was changed. Say why with --reason.
error-already-so = { $key } is already { $operation }. Nothing was changed.
error-ends-before-start = { $end } is before the start, { $since }. Nothing was changed. Give a later --until or an earlier --since.
error-filter-open-quote = Filter, character { $column }: the quotation mark is not closed.
error-filter-no-value = Filter, character { $column }: “{ $field }:” needs a value.
error-filter-unknown-value = Filter: “{ $value }” is not a { $field } of this estate. { $field ->
    [operation] It is one of in_service, degraded, out_of_service.
   *[other] See which there are with: cairn -e DIR status
}
error-filter-unknown-attribute = Filter: no item has an attribute “{ $name }”. See what an item has with: cairn -e DIR show CI
error-file-empty = { $file } is empty. Nothing was imported.
error-file-too-large = { $file } holds { $bytes } bytes; at most 2 GiB are read at once. Nothing was imported. Split the file.
error-file-not-a-table = { $file } is { $what }, not a table of text (CSV). Nothing was imported. Save it as CSV.
error-file-bad-encoding = { $file }, line { $line }: bytes that are not { $encoding }. Nothing was imported. Give the right --encoding: utf-8, big5-hkscs, gb18030, windows-1252.
error-file-wrong-header = { $file }, line 1: the columns are “{ $columns }”. Items need id, class, name (and may have status, attributes, others); relationships need source_id, type, target_id. Nothing was imported. Correct the header or name the columns with --columns.
error-file-column-twice = { $file }, line 1: the column “{ $column }” stands twice. Nothing was imported. Rename one of them.
error-unknown-words = These files use words that the estate does not know. { $class-count ->
    [0] { "" }
   *[other] Types of items (rows): { $classes }. { "" }
}{ $type-count ->
    [0] { "" }
   *[other] Types of relationships (rows): { $types }. { "" }
}Nothing was imported. Add --learn to learn them, or map relationship types with --map-type WORD=TYPE.
error-no-such-type = “{ $type }” is not a relationship type of this estate. Nothing was imported. Correct --map-type.
error-catalogue = The catalogue cannot be used: { $detail }. Nothing was changed.
error-estate-inconsistent = The estate cannot be read: { $detail }. Nothing was changed. Run: cairn -e DIR check
error-replica = This estate is a replica and takes no records. Nothing was changed. Work on the primary copy.
error-unfinished = { $path } holds nothing: its creation was interrupted. Remove the directory and create the estate again.
error-cancelled = Cancelled. Nothing was changed.
error-write = Could not be written: { $detail }.
error-not-an-estate = { $path } is not an estate: there is no estate.json in it. Create one with: cairn init { $path }
error-not-empty = { $path } exists and is not empty. Nothing was changed. Choose another directory.
error-estate-file = { $path } cannot be read: { $detail }. Nothing was changed. Restore it from a back-up.
error-newer-format = { $path } has storage format { $found }; this version reads up to { $supported }. Nothing was changed. Open it with a newer version of Cairn.
error-locked = { $path } is open elsewhere: { $holder }. Nothing was changed. Close it there and try again.
error-locked-holder = { $program }, { $user }, process { $pid }, since { $since }
error-locked-unknown = by somebody who left no name
error-damaged = The estate is damaged at { $place }: expected { $expected }, found { $found }. Nothing was changed. Keep the directory, run cairn -e DIR check, and restore from a back-up.
error-conflict = Somebody else changed this record meanwhile: { $detail }. Nothing was changed. Look at it again and repeat.
error-disk-full = The disk is full: { $path } could not be written ({ $operation }). The estate is as it was before. Free some space and repeat.
error-not-permitted = { $path } may not be read or written ({ $operation }): { $detail }. Nothing was changed.
error-io = { $path } could not be used ({ $operation }): { $detail }. The estate is as it was before.
error-must-reopen = An earlier write failed: open the estate again before going on.
error-read-file = { $path } cannot be read: { $detail }. Nothing was changed.
error-write-file = { $path } cannot be written: { $detail }. Nothing was changed. Choose another place or make room.
error-write-rejects = Imported as record no. { $seq }, but the refused rows could not be written to { $path }: { $detail }. Make room or choose another place, and import the same files again.
error-write-answer = The answer could not be written: { $detail }. What was to be done is done; look with: cairn -e DIR log
error-at-reserved = --at is reserved for looking at the past and not available yet. Ask without it.
error-estate-missing = Which estate? Give its directory: cairn -e DIR …
error-usage-no-command = A command is missing: { $list }. Nothing was changed. See: { $help }
error-usage-command = “{ $text }” is not a command: { $list }. Nothing was changed. See: { $help }
error-usage-argument = “{ $text }” is no option or argument of this command. { $meant ->
    [none] { "" }
   *[other] Is “{ $meant }” meant? { "" }
}Nothing was changed. See: { $help }
error-usage-missing = An argument is missing: { $list }. Nothing was changed. See: { $help }
error-usage-twice = { $option } is given twice. Nothing was changed. See: { $help }
error-usage-number = “{ $text }” is not a whole number, as { $option } needs. Nothing was changed. See: { $help }
error-usage-value = “{ $text }” is no value of { $option }: { $list }. Nothing was changed. See: { $help }
error-usage-no-value = { $option } needs a value. Nothing was changed. See: { $help }
error-usage-other = The arguments cannot be read: { $detail }. Nothing was changed. See: { $help }
error-usage-language = “{ $text }” is not a language Cairn speaks: { $list }. Nothing was changed.
error-usage-pair = “{ $text }” is not WORD=VALUE, as { $option } needs. Nothing was changed.
error-usage-needs = “{ $text }” does not say who needs whom: write source, target or none. Nothing was changed.
error-usage-delimiter = “{ $text }” is not one character. Give --delimiter as one character, or “tab”. Nothing was changed.
error-usage-encoding = “{ $text }” is not an encoding Cairn reads: utf-8, utf-16, big5-hkscs, gb18030, windows-1252. Nothing was changed.
error-usage-moment = “{ $text }” is not a moment such as 2026-11-21T09:30:00Z. Nothing was changed.
error-usage-nothing-out = Nothing goes out. Name at least one item with --down or --degraded.
error-usage-share = The share of grouped relationships is { $text }; it lies between 0 and 1.
error-usage-items = { $text } items are too few: at least 20 make a data centre.

## Help of the command line

help-about = A configuration management database that says what a change will break before it is approved.
help-after = Every command answers with tables for people or, with --json, for programs. Exit codes: 0 done; 1 done, with a finding (refused rows, damage); 2 not done: usage or bad input, said on standard error.
help-commands = Commands
help-options = Options
help-arguments = Arguments
help-usage = Usage:{ " " }
help-usage-options = [OPTIONS]
help-usage-command = COMMAND
help-estate = Directory of the estate
help-json = Answer in JSON
help-lang = Language of the answer: en, zh-HK or zh-CN
help-actor = Who acts, as asserted in the record
help-at = Reserved: ask of the estate as it was recorded at a moment
help-help = Print help
help-version = Print version
help-init = Create an estate
help-init-dir = Directory to create
help-init-name = Name of the estate
help-init-sample = Load the sample estate
help-status = Say what the estate holds
help-items = List configuration items
help-items-filter = Filter: class:firewall state:live environment=production "free text"; a leading - excludes
help-items-limit = At most this many lines; 100 unless given
help-log-limit = At most this many records; 50 unless given
help-offset = Leave out this many lines first; none unless given
help-show = Show one configuration item: attributes, relationships, needs, history
help-ci = Key, id, source id or unique name
help-import = Import items and relationships from CSV files, as one record
help-import-files = Files: items.csv, relationships.csv
help-import-dry-run = Show the plan and change nothing
help-import-learn = Learn types of items and relationships that the estate does not know
help-import-map-type = Read the file's type A as the estate's type B
help-import-needs = Who needs whom by a learned type: source, target or none
help-import-rejects = Write refused rows with their reasons to this file
help-import-source = Name of the system the files speak for; csv unless given
help-import-delimiter = Character between cells, or “tab”, instead of the one detected
help-import-encoding = utf-8, utf-16, big5-hkscs, gb18030 or windows-1252, instead of the one detected
help-import-columns = Names of the columns of a file without a header row
help-reason = Why, for the record
help-impact = Say what an outage breaks, what holds and why; changes nothing
help-impact-down = Items that stop working
help-impact-degraded = Items that work worse
help-impact-why = Items to explain: why, or why not
help-impact-report = Write an HTML report
help-operation = Record that an item goes out of service, works worse or is back
help-operation-status = in_service, degraded or out_of_service
help-operation-since = Since when; now unless given
help-operation-until = Until when it is expected to last
help-log = List records, newest first
help-check = Check that everything stored belongs together
help-generate = Write an estate of any size as CSV files, for benches and tests
help-generate-items = How many items
help-generate-relationships = How many relationships
help-generate-grouped = Share of relationships in groups, 0 to 1; 0.2 unless given
help-generate-seed = Which of the possible estates; 1 unless given
help-generate-out = Directory for items.csv and relationships.csv

## The report

report-title = Impact of { $names }
report-made = Made { $when } from record no. { $seq } of “{ $estate }”
report-evidence = Evidence
report-evidence-analysis = Analysis (SHA-256)
report-legend = Down: does not work. Degraded: works worse than agreed. At risk: works, with less redundancy than before. Holds: not hit.
report-only-first = The first { $shown } of { $total }; the command line lists all with --json.

## Snapshots

snapshot-exported = Snapshot written: { $path }
snapshot-imported = { $path } is a replica of the snapshot, as of record no. { $seq }: every record has the hash it had. It takes no records of its own; for an estate that does, import with --as-new.
snapshot-imported-new = { $path } is a new estate made of the snapshot, at record no. { $seq }.
snapshot-sound = Sound: every byte of the container, every hash, the order of the records, the ends of the relationships and the chain of records agree. That the log leads to the records is proved by importing.
snapshot-sound-scoped = Sound: every byte of the container, every hash, the order of the records and the ends of the relationships agree. A snapshot with a scope has no log.
snapshot-finding = { $place }: { $what } — expected { $expected }, found { $found }
snapshot-not-sound = The snapshot is not sound. Nothing was changed. Take another copy, or export it again.
snapshot-head = { $seq } · { $when } · { $who }
snapshot-records = Baselines and documents
snapshot-log = Edits in the log
snapshot-classification = Classification
snapshot-scope = Scope
snapshot-digest = Digest (SHA-256)
error-snapshot-none = This is no Cairn snapshot ({ $place }: expected { $expected }, found { $found }). Nothing was changed. Name a file that “snapshot export” wrote.
error-snapshot-newer = The snapshot has a newer format: { $found }; this version reads { $expected }. Nothing was changed. Use a newer version of Cairn.
error-snapshot-flaw = The snapshot cannot be used: { $place }: { $flaw } — expected { $expected }, found { $found }. Nothing was changed. Take another copy, or export it again.
error-snapshot-read = The snapshot cannot be read: { $detail }. Nothing was changed.
error-snapshot-write = The snapshot or the estate made of it cannot be written: { $detail }. Nothing was changed. Choose another place or make room.
error-snapshot-line = Line { $line } of { $file } would hold { $bytes } bytes; a line of a snapshot holds at most 16 MiB. No snapshot was written.
error-snapshot-scoped = The snapshot holds only the items of its scope and no log, so it is no replica of its estate. Nothing was changed. Make an estate of its own with --as-new.
error-other-lineage = The snapshot is of another estate or line of records ({ $snapshot }) than this estate ({ $estate }). Nothing was changed. Check it without --against, or name its own estate.
error-no-such-record = There is no record no. { $seq }; the newest is { $newest }. Nothing was changed. See which there are with: cairn -e DIR log
error-file-snapshot = { $file } is a Cairn snapshot. Nothing was imported. A snapshot is imported into a new estate: cairn snapshot import { $file } --into DIR
error-usage-record = “{ $text }” is not a record no., as --at needs here. Nothing was changed. See which there are with: cairn -e DIR log
help-snapshot = Export an estate into one file, check such a file, make an estate of it
help-snapshot-export = Write a snapshot of the estate: equal estates give equal bytes
help-snapshot-check = Check a snapshot; needs no estate
help-snapshot-import = Make a new estate of a snapshot
help-snapshot-file = Snapshot (.cairn.zip)
help-snapshot-out = File to write (.cairn.zip)
help-snapshot-scope = Only the items that this filter selects, without log and baselines
help-snapshot-against = Also confirm that it is a past of the estate in this directory
help-snapshot-into = Directory of the new estate: absent or empty
help-snapshot-name = Name of the new estate; that of the snapshot unless given
help-snapshot-as-new = An estate of its own that takes records, instead of a replica
flaw-not_a_snapshot = no Cairn snapshot
flaw-newer = a newer format
flaw-truncated = the file ends too early
flaw-trailing = bytes behind the end
flaw-between = bytes that belong to no entry
flaw-encrypted = an encrypted entry
flaw-compressed = a compressed entry
flaw-descriptor = sizes behind the content
flaw-escapes = a name that leaves the snapshot
flaw-unknown_name = an unknown entry
flaw-duplicate = an entry twice
flaw-order = an entry in the wrong place
flaw-too_large = larger than any snapshot
flaw-header = an altered entry header
flaw-directory = an altered directory
flaw-checksum = the checksum of an entry
flaw-missing = a missing entry
flaw-manifest = an unreadable manifest
flaw-digest = the digest of the manifest
flaw-merkle_root = the root hash over all files
flaw-file_hash = the hash of a file
flaw-file_size = the size of a file
flaw-count = the number of records
flaw-classification = the classification
flaw-line_too_long = a line that is too long
flaw-line = an unfinished line
flaw-not_canonical = no canonical JSON
flaw-record = not a record of its kind
flaw-id = an id in another form
flaw-record_order = a record in the wrong place
flaw-record_twice = a record twice
flaw-unknown_end = an item that is not there
flaw-commit = the header of a record
flaw-commit_hash = the hash of a record
flaw-parent = the hash of the record before
flaw-edits = the number of edits
flaw-edits_hash = the hash of the edits
flaw-head = the last record
flaw-replay = an edit that does not fit
flaw-state = a record that the log does not lead to
