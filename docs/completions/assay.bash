# Completion of the program assay for bash; written by `make options`.
_assay() {
    local current=$2 previous=$3 command= options= words= kind=
    local i
    # "--name=value" arrives as three words
    [ "$current" = = ] && current=
    [ "$previous" = = ] && previous=${COMP_WORDS[COMP_CWORD - 2]}
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        -*) ;;
        *) command=${COMP_WORDS[i]}; break ;;
        esac
    done
    local commands='run judge restore list explain doctor clauses lint certify verify selftest waive compare schema derive'
    case $command in
    run) options='
        --base-url
        --project-id
        --snapshot-id
        --neighbour-id
        --microversion
        --emulator
        --token
        --token-file
        --os-cloud
        --os-auth-url
        --os-auth-type
        --os-username
        --os-user-id
        --os-password
        --os-user-domain-id
        --os-user-domain-name
        --os-project-name
        --os-project-domain-id
        --os-project-domain-name
        --os-default-domain
        --os-application-credential-id
        --os-application-credential-name
        --os-application-credential-secret
        --ak
        --sk
        --interface
        --region
        --second-cloud
        --second-token
        --second-project-id
        --dialect
        --profile
        --data
        --include
        --exclude
        --tag
        --opt-in
        --without
        --fail-fast
        --strict
        --waivers
        --dry-run
        --seed
        --volume-id
        --volume-size
        --volume-type
        --availability-zone
        --no-create
        --ledger
        --timeout
        --connect-timeout
        --deadline
        --settle
        --wait-ready
        --retries
        --rate
        --max-requests
        --max-body
        --max-errors
        --cacert
        --cert
        --key
        --insecure
        --proxy
        --resolve
        --mask-header
        --mask-query
        --mask-pointer
        --mask
        --mask-key
        --tap
        --junit
        --json
        --html
        --har
        --out
        --quiet
        --verbose
        --color
        --config
        --show-config
        --help
        --version' ;;
    judge) options='
        --data
        --waivers
        --tap
        --junit
        --json
        --html
        --out
        --quiet
        --verbose
        --color
        --config
        --help
        --version' ;;
    restore) options='
        --base-url
        --project-id
        --token
        --token-file
        --os-cloud
        --os-auth-url
        --os-auth-type
        --os-username
        --os-user-id
        --os-password
        --os-user-domain-id
        --os-user-domain-name
        --os-project-name
        --os-project-domain-id
        --os-project-domain-name
        --os-default-domain
        --os-application-credential-id
        --os-application-credential-name
        --os-application-credential-secret
        --ak
        --sk
        --interface
        --region
        --data
        --dry-run
        --timeout
        --connect-timeout
        --settle
        --wait-ready
        --retries
        --rate
        --max-body
        --cacert
        --cert
        --key
        --insecure
        --proxy
        --resolve
        --mask-header
        --mask-query
        --mask-pointer
        --mask
        --mask-key
        --config
        --help
        --version' ;;
    list) options='
        --dialect
        --profile
        --data
        --include
        --exclude
        --tag
        --opt-in
        --without
        --verbose
        --config
        --help
        --version' ;;
    explain) options='
        --dialect
        --profile
        --data
        --config
        --help
        --version' ;;
    doctor) options='
        --base-url
        --project-id
        --snapshot-id
        --neighbour-id
        --microversion
        --emulator
        --token
        --token-file
        --os-cloud
        --os-auth-url
        --os-auth-type
        --os-username
        --os-user-id
        --os-password
        --os-user-domain-id
        --os-user-domain-name
        --os-project-name
        --os-project-domain-id
        --os-project-domain-name
        --os-default-domain
        --os-application-credential-id
        --os-application-credential-name
        --os-application-credential-secret
        --ak
        --sk
        --interface
        --region
        --second-cloud
        --second-token
        --second-project-id
        --dialect
        --profile
        --data
        --volume-id
        --volume-size
        --volume-type
        --availability-zone
        --no-create
        --timeout
        --connect-timeout
        --wait-ready
        --retries
        --rate
        --max-body
        --cacert
        --cert
        --key
        --insecure
        --proxy
        --resolve
        --mask-header
        --mask-query
        --mask-pointer
        --mask
        --mask-key
        --config
        --show-config
        --help
        --version' ;;
    clauses) options='
        --dialect
        --profile
        --data
        --missing
        --by-testcase
        --verbose
        --config
        --help
        --version' ;;
    lint) options='
        --dialect
        --profile
        --data
        --config
        --help
        --version' ;;
    certify) options='
        --data
        --subject
        --sign-key
        --record
        --config
        --help
        --version' ;;
    verify) options='
        --data
        --pubkey
        --pae
        --config
        --help
        --version' ;;
    selftest) options='
        --dialect
        --profile
        --data
        --out
        --quiet
        --include-fault
        --jobs
        --config
        --help
        --version' ;;
    waive) options='
        --data
        --into
        --owner
        --issue
        --expires
        --config
        --help
        --version' ;;
    compare) options='
        --data
        --json
        --markdown
        --quiet
        --verbose
        --parity
        --config
        --help
        --version' ;;
    schema) options='
        --draft
        --ref
        --format
        --known-only
        --output
        --second-opinion
        --config
        --help
        --version' ;;
    derive) options='
        --json
        --out
        --quiet
        --check
        --lint
        --overrides
        --clauses
        --config
        --help
        --version' ;;
    esac
    case $previous in
    --base-url) kind=none ;;
    --project-id) kind=none ;;
    --snapshot-id) kind=none ;;
    --neighbour-id) kind=none ;;
    --microversion) kind=none ;;
    --token) kind=none ;;
    --token-file) kind=file ;;
    --os-cloud) kind=none ;;
    --os-auth-url) kind=none ;;
    --os-auth-type) words='password token v3password v3token v3applicationcredential admin_token none' ;;
    --os-username) kind=none ;;
    --os-user-id) kind=none ;;
    --os-password) kind=none ;;
    --os-user-domain-id) kind=none ;;
    --os-user-domain-name) kind=none ;;
    --os-project-name) kind=none ;;
    --os-project-domain-id) kind=none ;;
    --os-project-domain-name) kind=none ;;
    --os-default-domain) kind=none ;;
    --os-application-credential-id) kind=none ;;
    --os-application-credential-name) kind=none ;;
    --os-application-credential-secret) kind=none ;;
    --ak) kind=none ;;
    --sk) kind=none ;;
    --interface) words='public internal admin' ;;
    --region) kind=none ;;
    --second-cloud) kind=none ;;
    --second-token) kind=none ;;
    --second-project-id) kind=none ;;
    --dialect) words='cinder-v2 cinder-v3 cloudsnapshots-v2' ;;
    --profile) words='openstack otc' ;;
    --data) kind=directory ;;
    --include) kind=none ;;
    --exclude) kind=none ;;
    --tag) kind=none ;;
    --opt-in) kind=none ;;
    --without) words='read create second-identity' ;;
    --waivers) kind=file ;;
    --seed) kind=none ;;
    --volume-id) kind=none ;;
    --volume-size) kind=none ;;
    --volume-type) kind=none ;;
    --availability-zone) kind=none ;;
    --ledger) kind=file ;;
    --timeout) kind=none ;;
    --connect-timeout) kind=none ;;
    --deadline) kind=none ;;
    --settle) kind=none ;;
    --wait-ready) kind=none ;;
    --retries) kind=none ;;
    --rate) kind=none ;;
    --max-requests) kind=none ;;
    --max-body) kind=none ;;
    --max-errors) kind=none ;;
    --cacert) kind=file ;;
    --cert) kind=file ;;
    --key) kind=file ;;
    --proxy) kind=none ;;
    --resolve) kind=none ;;
    --mask-header) kind=none ;;
    --mask-query) kind=none ;;
    --mask-pointer) kind=none ;;
    --mask) words='project' ;;
    --mask-key) kind=none ;;
    --tap) kind=file ;;
    --junit) kind=file ;;
    --json) kind=file ;;
    --html) kind=file ;;
    --har) kind=file ;;
    --markdown) kind=file ;;
    --out) kind=directory ;;
    --color) words='auto always never' ;;
    --into) kind=file ;;
    --owner) kind=none ;;
    --issue) kind=none ;;
    --expires) kind=none ;;
    --subject) kind=file ;;
    --sign-key) kind=file ;;
    --pubkey) kind=file ;;
    --pae) kind=file ;;
    --draft) words='2020-12 7 4' ;;
    --ref) kind=none ;;
    --format) words='assert annotate' ;;
    --output) words='flag basic' ;;
    --second-opinion) kind=none ;;
    --check) kind=directory ;;
    --overrides) kind=file ;;
    --clauses) kind=file ;;
    --include-fault) kind=none ;;
    --jobs) kind=none ;;
    --config) kind=file ;;
    esac
    COMPREPLY=()
    case $kind in
    file) mapfile -t COMPREPLY < <(compgen -f -- "$current")
        compopt -o filenames 2>/dev/null; return ;;
    directory) mapfile -t COMPREPLY < <(compgen -d -- "$current")
        compopt -o filenames 2>/dev/null; return ;;
    none) return ;;
    esac
    if [ -z "$words" ]; then
        case $command:$current in
        :-*) words='--help --version' ;;
        :*) words=$commands ;;
        *:-*) words=$options ;;
        explain:* | list:*)
            words=$("${COMP_WORDS[0]}" list 2>/dev/null | cut -f1) ;;
        lint:*) mapfile -t COMPREPLY < <(compgen -f -- "$current")
            compopt -o filenames 2>/dev/null; return ;;
        esac
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _assay assay
