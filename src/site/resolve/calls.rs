//! Calls of shortcodes: whether there is such a one, whether its arguments fit, and what they name.

use super::{References, Resolver};
use crate::base::span::Span;
use crate::base::suggest::closest;
use crate::body::shortcodes::{ArgumentKind, Resolve, ShortcodeSpec};
use crate::body::{Argument, ArgumentValue, Destination, Shortcode};
use crate::diagnostic::Code;
use crate::front_matter::fields::Kind;
use crate::site::help::contact_instead;
use crate::text;

impl Resolver<'_, '_> {
    pub(super) fn shortcode(&mut self, call: &Shortcode, refs: &mut References) {
        let name = &call.name;
        let Some(spec) = self.index.lookups.shortcodes.iter().find(|s| s.name == *name) else {
            let meant = closest(name, self.index.lookups.shortcodes.iter().map(|s| s.name.as_str())).map(str::to_owned);
            let all = self.index.lookups.shortcodes.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", ");
            let found = self.report(
                Code::UnknownShortcode,
                call.name_span,
                text!("det finns ingen kortkod ”{name}”", "there is no shortcode \"{name}\""),
            );
            found.cause = Some(name.clone());
            found.help.extend(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
            found.help.push(text!("de som finns: {all}", "there are: {all}"));
            return;
        };
        if spec.body && !call.has_body {
            self.report(
                Code::ShortcodeUnclosed,
                call.span,
                text!("kortkoden ”{name}” stängs aldrig", "the shortcode \"{name}\" is never closed"),
            )
            .help
            .push(text!(
                "skriv {{{{ /{name} }}}} på en egen rad efter texten",
                "write {{{{ /{name} }}}} on a line of its own after the text"
            ));
        }
        for argument in &call.arguments {
            self.argument(spec, argument, refs);
        }
        for wanted in spec.arguments.iter().filter(|a| a.required) {
            if !call.arguments.iter().any(|a| a.name == wanted.name) {
                let missing = &wanted.name;
                self.report(
                    Code::ShortcodeArgument,
                    call.name_span,
                    text!(
                        "kortkoden ”{name}” saknar argumentet ”{missing}”",
                        "the shortcode \"{name}\" lacks the argument \"{missing}\""
                    ),
                )
                .help
                .push(text!("skriv {{{{ {name} {missing}=\"…\" }}}}", "write {{{{ {name} {missing}=\"…\" }}}}"));
            }
        }
    }

    fn argument(&mut self, spec: &ShortcodeSpec, argument: &Argument, refs: &mut References) {
        let given = &argument.name;
        let Some(declared) = spec.arguments.iter().find(|a| a.name == *given) else {
            return self.unknown_argument(spec, argument);
        };
        if !declared.accepts(&argument.value) {
            let (sv, en, example) = match declared.kind {
                ArgumentKind::Int => ("ett tal", "a number", "3"),
                ArgumentKind::Bool => ("true eller false", "true or false", "true"),
                _ => ("text inom citattecken", "text in quotes", "\"…\""),
            };
            self.report(
                Code::ShortcodeArgument,
                argument.span,
                text!("argumentet ”{given}” ska vara {sv}", "the argument \"{given}\" is {en}"),
            )
            .help
            .push(text!("skriv {given}={example}", "write {given}={example}"));
            return;
        }
        let ArgumentValue::Str(value) = &argument.value else { return };
        if !declared.one_of.is_empty() && !declared.one_of.contains(value) {
            let all = declared.one_of.join(", ");
            let meant = closest(value, declared.one_of.iter().map(String::as_str)).map(str::to_owned);
            let found = self.report(
                Code::ShortcodeArgument,
                argument.span,
                text!("argumentet ”{given}” kan inte vara ”{value}”", "the argument \"{given}\" cannot be \"{value}\""),
            );
            found.help.extend(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
            found.help.push(text!("det som går att välja: {all}", "the choices are: {all}"));
            return;
        }
        match declared.resolve {
            None => {}
            Some(Resolve::Contact) => self.contact(value, argument.span),
            Some(Resolve::File | Resolve::Image) => {
                let path = crate::markdown::destination(value);
                let path = if let Destination::Path { path, .. } = path { path } else { value.clone() };
                match self.asset(&path) {
                    Some(asset) => {
                        refs.files.insert(value.clone(), asset);
                    }
                    None if declared.resolve == Some(Resolve::Image) => self.missing_image(&path, argument.span),
                    None => {
                        self.broken_path(&path, argument.span);
                    }
                }
            }
            Some(Resolve::Section) => self.section(value, argument.span, refs),
        }
    }

    fn unknown_argument(&mut self, spec: &ShortcodeSpec, argument: &Argument) {
        let (name, given) = (&spec.name, &argument.name);
        let names = || spec.arguments.iter().map(|a| a.name.as_str());
        let all = names().collect::<Vec<_>>().join(", ");
        let meant = closest(given, names()).map(str::to_owned);
        let found = self.report(
            Code::ShortcodeArgument,
            argument.span,
            text!(
                "kortkoden ”{name}” har inget argument ”{given}”",
                "the shortcode \"{name}\" has no argument \"{given}\""
            ),
        );
        found.help.extend(meant.map(|m| text!("menade du ”{m}”?", "did you mean \"{m}\"?")));
        found.help.push(text!("den tar: {all}", "it takes: {all}"));
    }

    fn contact(&mut self, id: &str, span: Span) {
        if !self.index.facts.contacts.contains_key(id) {
            if let Some(page) = self.index.lookups.unreadable_candidate(id, Some(Kind::Contacts)) {
                self.unreadable_targets.push(page.file.clone());
                return;
            }
            let help = contact_instead(id, self.index.facts);
            let found = self.report(
                Code::UnknownReference,
                span,
                text!("det finns ingen kontakt med id ”{id}”", "there is no contact with the id \"{id}\""),
            );
            found.help.push(help);
        }
    }

    fn section(&mut self, value: &str, span: Span, refs: &mut References) {
        let (id, anchor) = value.split_once('#').map_or((value, None), |(id, a)| (id, Some(a.to_owned())));
        match self.by_id(id) {
            Some(page) => {
                let page = self.in_own_language(page);
                if let Some(anchor) = &anchor {
                    self.anchor(page, anchor, span);
                }
                refs.includes.push((page, span));
            }
            None => {
                self.broken_id(id, span);
            }
        }
    }
}
