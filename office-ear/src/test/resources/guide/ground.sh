# A machine without systemd for install.md: a network, processes and a copy of the directories that the guide writes to,
# all its own and gone at the end. What systemd would do is done by hand; nothing else of the guide is changed or left
# out.
#
# Arguments: a directory to work in, with the guide's commands in guide.sh; server-config; Payara's zip; the PostgreSQL
# driver; the EAR.
set -eu -o pipefail
work=$1 config=$2 payara=$3 driver=$4 ear=$5

# Java's second compiler would only delay servers that run for a minute.
export JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1

ip link set lo up
# An address that others would reach the server at.
ip address add 192.0.2.1/32 dev lo
for directory in etc opt var; do
    mkdir -p "$work/$directory" "$work/.$directory"
    mount -t overlay overlay -o "lowerdir=/$directory,upperdir=$work/$directory,workdir=$work/.$directory" "/$directory"
done
mount -t tmpfs tmpfs /run
install -d -m 755 -o postgres -g postgres /run/postgresql
# Debian makes it with the package, unless it was told not to.
pg_lsclusters --no-header | grep -q . || pg_createcluster "$(ls /usr/lib/postgresql | sort -n | tail -1)" main

mkdir /opt/saleflex-office
cd /opt/saleflex-office
cp -r "$config"/{payara,postgres,proxy,systemd} .
mkdir target
cp "$config"/target/*.jar target/
cp "$payara" "$driver" .
cp "$ear" office-ear.ear

systemctl() {
    echo "no systemd: systemctl $*"
    case "$*" in
        'restart postgresql') pg_ctlcluster $(pg_lsclusters --no-header | awk '{ print $1, $2; exit }') restart ;;
        'enable --now saleflex-office') asadmin start-domain --domaindir /var/lib/saleflex-office/domains office ;;
        'reload nginx') nginx ;;
        'daemon-reload') ;;
        *) return 1 ;;
    esac
}

# Where the way from the server's address ends, and with what.
portal() {
    curl -sS --insecure --location --retry 20 --retry-delay 1 --retry-connrefused \
        --resolve "office.example.com:$1:127.0.0.1" --output /dev/null --write-out '%{http_code} %{url_effective}' \
        "https://office.example.com:$1/"
}

# The status of an import of 7 MB by somebody who is nobody: it has to reach the application.
import() {
    head -c 7000000 /dev/zero | curl -sS --insecure --resolve "office.example.com:$1:127.0.0.1" --request PUT \
        --header 'Content-Type: application/json' --data-binary @- --output /dev/null --write-out '%{http_code}' \
        "https://office.example.com:$1/api/v1/admin/stores/7c0e6a52-3f0b-4a3e-9a51-0c4f5d0f3a11/reference"
}

# What is seen before the guide takes everything away again.
look() {
    echo "PostgreSQL $(runuser -u postgres -- psql -At -c 'show server_version')"
    ss --listening --tcp --numeric --processes | awk '/java/ { print "listens: " $4 }'
    echo "portal behind nginx: $(portal 443)"
    echo "large import behind nginx: $(import 443)"
    sed -i 's/listen 443 /listen 8443 /' /etc/nginx/conf.d/saleflex-office.conf
    nginx -s reload
    echo "portal behind another port: $(portal 8443)"
}

set -v
. "$work/guide.sh"
set +v
echo "The guide was walked to its end."
