# What differs from run to run becomes a word. Applied to the actual text only.
s/127\.0\.0\.1:[0-9]+/127.0.0.1:PORT/g
s/(127\.0\.0\.1,? port )[0-9]+/\1PORT/g
s/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?Z?/TIME/g
s/(after|in) [0-9]+(\.[0-9]+)? (m?s|milliseconds)\b/\1 DURATION/g
s/\([0-9]+ requests\)/(N requests)/g
s/seed [0-9]+/seed SEED/g
s/\(sha256 [0-9a-f]+\)/(sha256 DIGEST)/g
s/duration_ms: [0-9.]+/duration_ms: MS/g
s/[0-9]+(\.[0-9]+)? ms\b/MS ms/g
s/req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/req-UUID/g
s/near '"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]'/near '"UUID'/
s/suite sha256: [0-9a-f]{64}/suite sha256: DIGEST/
# ids of the emulator's own seed stay, they are the same each time
/aaaaaaaa-0000-4000-8000-00000000000[0-9]/!s/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/UUID/g
s/assay-[0-9a-f]{12}\b/assay-MARK/g
s/(state\/assay\/)[0-9a-f]{12}\.jsonl/\1MARK.jsonl/g
# the head of an id where an answer is cut
s/"[0-9a-f]{8}[-0-9a-f]*\.\.\. \(/"UUID... (/g
