using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Mash.Compat.Tests;

/// <summary>
/// Types and members of an assembly as text, <c>Type</c> or <c>Type::Member(parameters) : result</c>, written alike where they are defined and
/// where another assembly refers to them.
/// </summary>
internal static class AssemblySurface
{
    /// <summary>What other assemblies may use: public types, and their public and protected members.</summary>
    public static HashSet<string> Defined(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new SignatureNames();
        var surface = new HashSet<string>(StringComparer.Ordinal);
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            if (!IsVisible(type.Attributes))
            {
                continue;
            }

            var typeName = names.GetTypeFromDefinition(reader, handle, 0);
            surface.Add(typeName);
            surface.UnionWith(type.GetMethods().Select(reader.GetMethodDefinition)
                .Where(method => IsVisible(method.Attributes))
                .Select(method => Method(typeName, reader.GetString(method.Name), method.DecodeSignature(names, null))));
            surface.UnionWith(type.GetFields().Select(reader.GetFieldDefinition)
                .Where(field => (field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public)
                .Select(field => Field(typeName, reader.GetString(field.Name), field.DecodeSignature(names, null))));
        }

        return surface;
    }

    /// <summary>What the assembly refers to in the assemblies of these names.</summary>
    public static HashSet<string> Referred(string path, IReadOnlyCollection<string> targets)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var names = new SignatureNames();
        var surface = reader.TypeReferences.Where(handle => targets.Contains(AssemblyOf(reader, handle)))
            .Select(handle => names.GetTypeFromReference(reader, handle, 0))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (ParentType(reader, member.Parent) is not { } parent || !targets.Contains(AssemblyOf(reader, parent)))
            {
                continue;
            }

            var typeName = names.GetTypeFromReference(reader, parent, 0);
            var name = reader.GetString(member.Name);
            surface.Add(member.GetKind() == MemberReferenceKind.Method
                ? Method(typeName, name, member.DecodeMethodSignature(names, null))
                : Field(typeName, name, member.DecodeFieldSignature(names, null)));
        }

        return surface;
    }

    private static string Method(string type, string name, MethodSignature<string> signature)
    {
        var kind = signature.Header.IsInstance ? "" : "static ";
        return $"{kind}{type}::{name}`{signature.GenericParameterCount}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";
    }

    private static string Field(string type, string name, string fieldType) => $"{type}::{name} : {fieldType}";

    private static bool IsVisible(TypeAttributes attributes) => (attributes & TypeAttributes.VisibilityMask) is
        TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem;

    private static bool IsVisible(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) is
        MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static string AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            _ => "",
        };
    }

    private static TypeReferenceHandle? ParentType(MetadataReader reader, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeSpecification)
        {
            var signature = reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature);
            if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            {
                return null;
            }

            signature.ReadByte();
            parent = signature.ReadTypeHandle();
        }

        return parent.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)parent : null;
    }
}
