#pragma once

#include <string>
#include <vector>

#include "server/open_city.hpp"

namespace liandong::server {

struct ServeOptions {
    CityOptions city;
    std::string listen = "127.0.0.1:12345";
    std::string web = "web/dist";  ///< the built client; may be missing
    bool demo = false;
    std::string smtp;  ///< "smtp://host:port"; empty: messages become files in `mail_directory`
    std::string mail_from = "hotline@liandong.example";
    std::string mail_user;
    std::string mail_password_file;
    std::string mail_directory = "var/mail";
    std::string link_ca_file;        ///< PEM: authorities of linked systems; empty: the machine's
    std::string language_model_url;  ///< chat completions; empty: no model
    std::string language_model;      ///< what the endpoint calls it
    std::string language_model_key_file;
    std::string tls_certificate;
    std::string tls_key;
    std::vector<std::string> trusted_proxies;
    std::string log = "text";  ///< "text", "json" or "none"
    std::size_t workers = 96;
};

}  // namespace liandong::server
